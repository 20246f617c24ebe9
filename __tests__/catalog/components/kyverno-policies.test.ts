import { catalog } from "../../../catalog";
import { kyverno } from "../../../catalog/components/kyverno";
import { kyvernoPolicies } from "../../../catalog/components/kyverno-policies";
import { PLATFORM_NAMESPACES } from "../../../catalog/components/kyverno-policies/namespaces";
import { signaturePolicyName } from "../../../catalog/components/kyverno-policies/signatures";
import type { Surroundings } from "../../../catalog/surroundings";
import { configure, onAws, onAzure, surroundings } from "./surroundings";

const SIGNER = { subject: "https://github.com/example/*/.github/workflows/release.yaml@refs/tags/*" };
const EXCEPTION = {
  policies: ["resources"],
  namespace: "storefront",
  workload: "importer",
  reason: "The importer sizes itself.",
  until: "2026-12-31",
};

const policies = (options = {}, change: Partial<Surroundings> = {}) =>
  configure(kyvernoPolicies, options, change).manifests;
const named = (name: string, options = {}, change: Partial<Surroundings> = {}) =>
  policies(options, change).find(({ metadata }) => metadata.name === name);
const mistakes = (options: Record<string, unknown>) =>
  kyvernoPolicies.mistakes(surroundings(), { options, variants: [] });

describe("kyverno-policies", () => {
  test("are those of Pod Security and of good practice, of the kinds that Kyverno goes on with", () => {
    expect(policies().map(({ apiVersion, kind, metadata }) => `${apiVersion} ${kind} ${metadata.name}`)).toEqual(
      [
        "pod-security-baseline",
        "pod-security-restricted",
        "default-namespace",
        "image-tags",
        "required-labels",
        "resources",
      ].map((name) => `policies.kyverno.io/v1 ValidatingPolicy ${name}`),
    );
  });

  test("report and warn unless told to refuse", () => {
    for (const policy of policies()) {
      expect(policy).toHaveProperty("spec.validationActions", ["Audit", "Warn"]);
      expect(policy).toHaveProperty("spec.failurePolicy", "Ignore");
    }
    for (const policy of policies({ mode: "enforce" })) {
      expect(policy).toHaveProperty("spec.validationActions", ["Deny"]);
    }
  });

  test("refuse what can't be judged only where several judges stand, and refusing is meant", () => {
    const failure = "spec.failurePolicy";
    expect(named("resources", { mode: "enforce" }, onAws)).toHaveProperty(failure, "Fail");
    expect(named("resources", { mode: "enforce" })).toHaveProperty(failure, "Ignore");
    expect(named("resources", { mode: "audit" }, onAws)).toHaveProperty(failure, "Ignore");
  });

  test.each([
    ["pod-security-restricted", ["baseline", "privileged"]],
    ["pod-security-baseline", ["privileged"]],
  ])("%s spares only namespaces that the registry marks, so that an unmarked one is judged", (name, marks) => {
    expect(named(name)).toHaveProperty("spec.matchConstraints.namespaceSelector.matchExpressions", [
      expect.objectContaining({ key: "kubernetes.io/metadata.name", operator: "NotIn" }),
      { key: "pod-security.kubernetes.io/enforce", operator: "NotIn", values: marks },
    ]);
  });

  test.each([
    ["no cloud", {}, []],
    ["AWS", onAws, ["amazon-cloudwatch", "amazon-guardduty"]],
    ["Azure", onAzure, ["aks-command", "calico-system", "gatekeeper-system", "tigera-operator"]],
  ])("leave alone what Kubernetes and the cloud run themselves: %s", (_, change, ofCloud) => {
    expect(named("image-tags", {}, change)).toHaveProperty(
      "spec.matchConstraints.namespaceSelector.matchExpressions.0.values",
      [...ofCloud, "kube-node-lease", "kube-public", "kube-system"].sort(),
    );
  });

  test("ask labels and bounds of applications alone: of every component's namespace they ask none", () => {
    expect(PLATFORM_NAMESPACES).toEqual(
      expect.arrayContaining([...new Set(catalog.map(({ namespace }) => namespace))].sort()),
    );
    for (const name of ["required-labels", "resources"]) {
      expect(named(name)).toHaveProperty(
        "spec.matchConstraints.namespaceSelector.matchExpressions.0.values",
        expect.arrayContaining([...PLATFORM_NAMESPACES]),
      );
    }
  });

  test("demand each label that is asked for, and none when none is", () => {
    const policy = named("required-labels", { requiredLabels: ["example.org/team"] });
    expect(policy).toHaveProperty("spec.validations", [
      {
        expression: "object.metadata.?labels[?'example.org/team'].orValue('') != ''",
        message: "The label example.org/team is missing.",
      },
    ]);
    expect(named("required-labels", { requiredLabels: [] })).toBeUndefined();
  });

  test("judge the pods' resources, which a namespace's LimitRange may have filled in, and not the templates", () => {
    expect(named("resources")).toHaveProperty("spec.autogen.podControllers.controllers", []);
    expect(named("pod-security-restricted")).not.toHaveProperty("spec.autogen");
  });

  test("say in each message what to write", () => {
    const messages = JSON.stringify(policies());
    expect(messages).toContain("Every container says what it may take: resources.limits.memory.");
    expect(messages).toContain("No image is latest: name the version.");
    expect(messages).toContain("Every container sets securityContext.allowPrivilegeEscalation: false.");
  });

  test("keep to the Kyverno that knows these kinds", () => {
    expect(configure(kyvernoPolicies).dependsOn).toEqual({ kyverno: ">=3.9.0 <4.0.0" });
    expect(kyvernoPolicies).toMatchObject({ namespace: kyverno.namespace, podSecurity: kyverno.podSecurity });
  });
});

describe("signatures of images", () => {
  const options = { mode: "enforce", signed: { "ghcr.io/example/*": SIGNER } };
  const policy = named("image-signatures-ghcr.io-example-any", options, onAws);

  test("are asked for by pattern, from a signer without a key, and nothing is asked of other images", () => {
    expect(policy).toMatchObject({
      kind: "ImageValidatingPolicy",
      spec: {
        validationActions: ["Deny"],
        matchImageReferences: [{ glob: "ghcr.io/example/*" }],
        validationConfigurations: { required: true },
      },
    });
    expect(policies().filter(({ kind }) => kind === "ImageValidatingPolicy")).toEqual([]);
  });

  test("know the signer by the whole identity, in which only a star stands for anything", () => {
    expect(policy).toHaveProperty("spec.attestors.0.cosign.keyless.identities", [
      {
        issuer: "https://token.actions.githubusercontent.com",
        subjectRegExp: "^https://github\\.com/example/.*/\\.github/workflows/release\\.yaml@refs/tags/.*$",
      },
    ]);
    const exact = { subject: "release@example.org", issuer: "https://accounts.google.com" };
    expect(named("image-signatures-ghcr.io-a", { signed: { "ghcr.io/a": exact } })).toHaveProperty(
      "spec.attestors.0.cosign.keyless.identities",
      [exact],
    );
  });

  test("are asked for in containers of every kind", () => {
    for (const kind of ["containers", "initContainers", "ephemeralContainers"]) {
      expect(JSON.stringify(policy)).toContain(`images.${kind}.map(image, verifyImageSignatures`);
    }
  });

  test("pin the pod to the digest, and leave the Deployment as it is in Git", () => {
    expect(policy).toHaveProperty("spec.validationConfigurations.mutateDigest", true);
    expect(policy).toHaveProperty("spec.autogen.podControllers.controllers", []);
  });

  test("refuse two patterns whose policies would have one name", () => {
    expect(signaturePolicyName("ghcr.io/a/*")).toBe(signaturePolicyName("ghcr.io/a-*"));
    expect(mistakes({ signed: { "ghcr.io/a/*": SIGNER, "ghcr.io/a-*": SIGNER } })).toEqual([
      {
        option: "signed",
        message: '"ghcr.io/a-*" and "ghcr.io/a/*" give policies of the same name; write one pattern.',
      },
    ]);
  });
});

describe("exceptions from policies", () => {
  test("hold for one workload of one namespace, for a reason, until the end of a day", () => {
    expect(named("importer", { exceptions: { importer: EXCEPTION } })).toEqual({
      apiVersion: "policies.kyverno.io/v1",
      kind: "PolicyException",
      metadata: {
        name: "importer",
        namespace: "kyverno",
        annotations: { "policies.kyverno.io/description": "The importer sizes itself." },
      },
      spec: {
        policyRefs: [{ name: "resources", kind: "ValidatingPolicy" }],
        matchConditions: [
          { name: "namespace", expression: "object.metadata.namespace == 'storefront'" },
          { name: "workload", expression: expect.stringContaining(".startsWith('importer')") },
        ],
        expiresAt: "2026-12-31T23:59:59Z",
      },
    });
  });

  test("may be from the signatures of a pattern", () => {
    const options = {
      signed: { "ghcr.io/example/*": SIGNER },
      exceptions: { old: { ...EXCEPTION, policies: ["image-signatures-ghcr.io-example-any"] } },
    };
    expect(named("old", options)).toHaveProperty("spec.policyRefs.0.kind", "ImageValidatingPolicy");
    expect(mistakes(options)).toEqual([]);
  });

  test("from a policy that is not there are a mistake", () => {
    expect(mistakes({ exceptions: { importer: { ...EXCEPTION, policies: ["resource"] } } })).toEqual([
      {
        option: "exceptions",
        message:
          'importer names the policy "resource", which is not there; one of pod-security-baseline, ' +
          "pod-security-restricted, default-namespace, image-tags, required-labels, resources.",
      },
    ]);
  });

  test.each([
    [{ mode: "dryrun" }, "mode"],
    [{ requiredLabels: ["two words"] }, "is not the key of a label"],
    [{ signed: { "GHCR.io/*": SIGNER } }, "signed"],
    [{ signed: { "ghcr.io/*": { subject: "a b" } } }, "is not an identity"],
    [{ exceptions: { importer: { ...EXCEPTION, until: "soon" } } }, "is not a date"],
    [{ exceptions: { importer: { ...EXCEPTION, reason: "" } } }, "is empty"],
    [{ exceptions: { importer: { ...EXCEPTION, namespace: "a' || true || '" } } }, "is not a node name"],
  ])("and other options are refused when they are wrong: %j", (options, message) => {
    expect(() => policies(options)).toThrow(message);
  });
});
