import { z } from "zod";
import { tenantGuards } from "../../catalog/tenant-guards";
import type { Tenant } from "../../catalog/tenants";

const resourceRules = z
  .object({
    matchConstraints: z
      .object({ resourceRules: z.array(z.object({ scope: z.string(), resources: z.array(z.string()) })) })
      .optional(),
  })
  .transform(({ matchConstraints }) => matchConstraints?.resourceRules ?? []);

const tenant = (name: string, sources: readonly string[]): Tenant => ({
  name,
  namespace: `${name}-prod`,
  admins: [],
  viewers: [],
  sources,
  quota: { cpu: "4", memory: "8Gi", storage: "50Gi", pods: 50 },
  egress: [],
});
const names = (tenants: readonly Tenant[], engine: "argocd" | "flux") =>
  tenantGuards(tenants, engine).map(({ kind, metadata }) => `${kind} ${metadata.name}`);

const shop = tenantGuards([tenant("shop", [])], "argocd");
const policy = (name: string) => shop.find(({ metadata }) => metadata.name === name);
const binding = (name: string) => shop.filter(({ metadata }) => metadata.name === name)[1];
const expressions = (name: string): string[] =>
  z
    .object({ spec: z.object({ validations: z.array(z.object({ expression: z.string() })) }) })
    .parse(policy(name))
    .spec.validations.map(({ expression }) => expression);

describe("what keeps tenants within their bounds", () => {
  test("is not there where there is no tenant", () => {
    expect(tenantGuards([], "flux")).toEqual([]);
  });

  test("guards every tenant with either engine, and repositories where Flux lets tenants name them", () => {
    const guard = (name: string) => [`ValidatingAdmissionPolicy ${name}`, `ValidatingAdmissionPolicyBinding ${name}`];
    const tenants = [tenant("press", []), tenant("shop", ["https://github.com/example/shop"])];
    const everybody = ["namespace", "quota", "network", "kinds", "certificates", "secrets", "monitors"].flatMap(
      (part) => guard(`tenant-${part}`),
    );
    expect(names(tenants, "argocd")).toEqual(everybody);
    expect(names(tenants, "flux")).toEqual([
      ...everybody,
      ...guard("tenant-press-sources"),
      ...guard("tenant-shop-sources"),
    ]);
  });

  test("keeps the labels of a tenant's namespace, its quota and its limits to the platform and to administrators", () => {
    const administrator = 'authorizer.group("").resource("namespaces").check("create").allowed()';
    for (const name of ["tenant-namespace", "tenant-quota"]) {
      expect(expressions(name)).toEqual([expect.stringContaining(administrator)]);
    }
    // The labels as they were: a change that takes the tenant's label away is judged too.
    expect(expressions("tenant-namespace")[0]).toMatch(/^!oldObject\.metadata/);
    expect(binding("tenant-namespace")).toMatchObject({ spec: { matchResources: { namespaceSelector: {} } } });
  });

  test.each([
    ["gateway.networking.k8s.io", "gateways"],
    ["gateway.envoyproxy.io", "envoyproxies"],
    ["gateway.envoyproxy.io", "envoyextensionpolicies"],
    ["policies.kyverno.io", "*"],
    ["monitoring.coreos.com", "scrapeconfigs"],
  ])("refuses everybody's %s %s in a tenant's namespace, the engine's too", (group, kind) => {
    expect(policy("tenant-kinds")).toMatchObject({
      spec: {
        matchConstraints: {
          resourceRules: expect.arrayContaining([
            expect.objectContaining({ apiGroups: [group], resources: expect.arrayContaining([kind]) }),
          ]),
        },
      },
    });
    expect(expressions("tenant-kinds")).toEqual(["false"]);
  });

  test("has no certificate of a tenant signed by an issuer of the cluster, which would sign Vault's name too", () => {
    expect(expressions("tenant-certificates")[0]).toContain('orValue("Issuer") in ["Issuer", "OriginIssuer"]');
  });

  test("has External Secrets show no server that a tenant names its own token", () => {
    expect(expressions("tenant-secrets")).toContainEqual(
      expect.stringContaining('["serviceAccountRef", "secretRef"].exists('),
    );
  });

  test("has Prometheus read no file of its own for a tenant's monitor, and no other namespace", () => {
    expect(expressions("tenant-monitors")[0]).toBe("!has(object.spec.namespaceSelector)");
    expect(expressions("tenant-monitors")[1]).toContain("!one.?bearerTokenFile.hasValue()");
  });

  test("denies, and does so while something is wrong with it too", () => {
    for (const object of tenantGuards([tenant("shop", [])], "flux")) {
      if (object.kind === "ValidatingAdmissionPolicy")
        expect(object).toMatchObject({ spec: { failurePolicy: "Fail" } });
      else expect(object).toMatchObject({ spec: { validationActions: ["Deny"] } });
    }
  });

  test("holds in the tenant's own namespace alone, with its own repositories", () => {
    const objects = tenantGuards([tenant("shop", ["https://b.example.org", "https://a.example.org"])], "flux");
    expect(objects.at(-2)).toHaveProperty(
      "spec.validations.0.expression",
      expect.stringContaining('object.spec.url in ["https://a.example.org","https://b.example.org"]'),
    );
    expect(objects.at(-1)).toMatchObject({
      spec: { matchResources: { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop-prod" } } } },
    });
  });

  test("looks at what lives in namespaces, so that the platform's objects for the whole cluster pass", () => {
    const rules = tenantGuards([tenant("shop", [])], "flux").flatMap(({ metadata, spec }) =>
      resourceRules.parse(spec).map((rule) => ({ ...rule, policy: metadata.name })),
    );
    const others = rules.filter(({ scope }) => scope !== "Namespaced");
    expect(others).toEqual([{ policy: "tenant-namespace", scope: "Cluster", resources: ["namespaces"] }]);
  });
});
