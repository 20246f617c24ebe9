import { createHash } from "node:crypto";
import { parse, parseAllDocuments, parseDocument } from "yaml";
import { bootstrap, type BootstrapProps } from "../../../constructs/gitops/bootstrap";
import { fluxUrl, gitReference } from "../../../constructs/gitops/flux-objects";
import { handover } from "../../../constructs/gitops/handover";
import { knownHosts } from "../../../constructs/gitops/known-hosts";
import { credentialFile, manifestFiles } from "../../../constructs/gitops/manifests";
import { repositorySecret } from "../../../constructs/gitops/repository-secret";

const props: BootstrapProps = {
  engine: "flux",
  environment: "edge-eu",
  repository: "example/platform",
  revision: "main",
  chart: { repository: "https://charts.example.org", name: "flux2", version: "2.18.3" },
  values: { multitenancy: { enabled: true } },
};
const ssh = { kind: "ssh", variable: "key" } as const;
const token = { kind: "token", variable: "token" } as const;

const files = manifestFiles(bootstrap(props));
const objects = (file: string, from = files): unknown[] =>
  parseAllDocuments(from[file] ?? "").map((document): unknown => document.toJS());

describe("the manifests that bring Flux into a k3s server", () => {
  test("look like this", () => {
    expect(files).toMatchSnapshot();
  });

  test("come in the order in which they can be applied, the credential before what reads it", () => {
    expect([...Object.keys(files), credentialFile(bootstrap(props))].sort()).toEqual([
      "flux-1-namespace.yaml",
      "flux-2-repository.yaml",
      "flux-3-chart.yaml",
      "flux-4-root.yaml",
    ]);
  });

  test("install the chart once, by its exact version and with the registry's values", () => {
    const [chart] = objects("flux-3-chart.yaml");
    expect(chart).toMatchObject({
      kind: "HelmChart",
      metadata: { name: "flux", namespace: "kube-system" },
      spec: { chart: "flux2", version: "2.18.3", targetNamespace: "flux-system", bootstrap: true },
    });
    expect(parse(String(parseDocument(files["flux-3-chart.yaml"] ?? "").getIn(["spec", "valuesContent"])))).toEqual(
      props.values,
    );
  });

  test("hold the facts in the ConfigMap that the registry substitutes from, in order", () => {
    const described = bootstrap({ ...props, facts: { zoneId: "Z1", clientId: "42" } });
    const [facts] = objects("flux-4-root.yaml", manifestFiles(described));
    expect(facts).toMatchObject({ kind: "ConfigMap", metadata: { name: "cluster-facts", namespace: "flux-system" } });
    expect(manifestFiles(described)["flux-4-root.yaml"]).toContain('data:\n  clientId: "42"\n  zoneId: Z1\n');
  });

  test("never delete Flux together with its root, and act by an account that is named", () => {
    const [, repository, root] = objects("flux-4-root.yaml");
    const keep = { annotations: { "kustomize.toolkit.fluxcd.io/prune": "disabled" } };
    expect(repository).toMatchObject({ kind: "GitRepository", metadata: keep });
    expect(root).toMatchObject({
      kind: "Kustomization",
      metadata: keep,
      spec: { deletionPolicy: "Orphan", serviceAccountName: "kustomize-controller" },
    });
  });

  test("read a public repository without a Secret, and a private one by it", () => {
    expect(files["flux-4-root.yaml"]).not.toContain("secretRef");
    const [, repository] = objects("flux-4-root.yaml", manifestFiles(bootstrap({ ...props, credential: ssh })));
    expect(repository).toMatchObject({
      spec: { url: "ssh://git@github.com/example/platform.git", secretRef: { name: "platform-repository" } },
    });
  });
});

test("the handover looks for the root Kustomization by its full name", () => {
  expect(handover(bootstrap({ ...props, credential: token }))).toEqual({
    root: { resource: "kustomizations.kustomize.toolkit.fluxcd.io", namespace: "flux-system", name: "platform" },
    helmChart: { namespace: "kube-system", name: "flux" },
    job: { namespace: "kube-system", name: "helm-install-flux" },
    annotation: "helmcharts.helm.cattle.io/unmanaged",
    files: ["flux-1-namespace.yaml", "flux-2-repository.yaml", "flux-3-chart.yaml", "flux-4-root.yaml"],
  });
});

describe("the Secret by which Flux reads a private repository", () => {
  const data = (described: BootstrapProps): unknown =>
    parseDocument(repositorySecret(bootstrap(described), "var.any") ?? "").toJS();

  test("has a user name and a token without its line end", () => {
    expect(data({ ...props, credential: token })).toMatchObject({
      metadata: { name: "platform-repository", namespace: "flux-system" },
      data: { username: "Z2l0", password: "${base64encode(trimspace(var.any))}" },
    });
  });

  test("has a key with its line end and the host keys that it is used for", () => {
    const given = ["git.example.org ssh-ed25519 AAAA"];
    const repository = "git@git.example.org:team/platform.git";
    expect(data({ ...props, repository, credential: ssh, knownHosts: given })).toMatchObject({
      data: {
        identity: '${base64encode(format("%s\\n", trimspace(var.any)))}',
        known_hosts: Buffer.from("git.example.org ssh-ed25519 AAAA\n").toString("base64"),
      },
    });
  });
});

describe("the host keys of a repository", () => {
  test("are those that GitHub publishes the fingerprints of", () => {
    const fingerprints = knownHosts("ssh://git@github.com/example/platform.git", undefined).map((line) => {
      const [host, , key = ""] = line.split(" ");
      return `${String(host)} ${createHash("sha256").update(Buffer.from(key, "base64")).digest("base64")}`;
    });
    expect(fingerprints).toEqual([
      "github.com +DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU=",
      "github.com p2QAMXNIC1TJYWeIOttrVc98/R1BUFWu3/LiyKgUfQM=",
      "github.com uNiVztksCsDhcc0u9e8BujQXVUpKZIDTMczCvj3tD2s=",
    ]);
  });

  test("must be given for any other host", () => {
    const repository = "git@git.example.org:team/platform.git";
    expect(() => bootstrap({ ...props, repository, credential: ssh })).toThrow(
      "The host keys of git.example.org are not known: give them as gitops.knownHosts. Read them with: ssh-keyscan git.example.org",
    );
  });

  test("are no concern of a token", () => {
    expect(bootstrap({ ...props, credential: token }).knownHosts).toEqual([]);
  });
});

describe("a repository in Flux's form", () => {
  test.each([
    ["git@github.com:example/platform.git", "ssh://git@github.com/example/platform.git"],
    ["git@git.example.org:/srv/platform.git", "ssh://git@git.example.org/srv/platform.git"],
    ["ssh://git@git.example.org:2222/platform.git", "ssh://git@git.example.org:2222/platform.git"],
    ["https://github.com/example/platform.git", "https://github.com/example/platform.git"],
  ])("has for %s the URL %s", (url, expected) => {
    expect(fluxUrl(url)).toBe(expected);
  });

  test.each([
    ["main", { branch: "main" }],
    ["release/2026", { branch: "release/2026" }],
    ["v1.2.3", { tag: "v1.2.3" }],
    ["1.2.3-rc.1", { tag: "1.2.3-rc.1" }],
    ["refs/tags/edge", { name: "refs/tags/edge" }],
    ["0123456789abcdef0123456789abcdef01234567", { commit: "0123456789abcdef0123456789abcdef01234567" }],
  ])("has for the revision %s the reference %j", (revision, expected) => {
    expect(gitReference(revision)).toEqual(expected);
  });
});
