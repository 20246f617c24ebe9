import { tenantGuards } from "../../catalog/tenant-guards";
import type { Tenant } from "../../catalog/tenants";

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

describe("what keeps tenants within their bounds", () => {
  test("is not there where there is no tenant", () => {
    expect(tenantGuards([], "flux")).toEqual([]);
  });

  test("guards networks of every tenant with either engine, and repositories where Flux lets tenants name them", () => {
    const guard = (name: string) => [`ValidatingAdmissionPolicy ${name}`, `ValidatingAdmissionPolicyBinding ${name}`];
    const tenants = [tenant("press", []), tenant("shop", ["https://github.com/example/shop"])];
    expect(names(tenants, "argocd")).toEqual(guard("tenant-network"));
    expect(names(tenants, "flux")).toEqual([
      ...guard("tenant-network"),
      ...guard("tenant-press-sources"),
      ...guard("tenant-shop-sources"),
    ]);
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
});
