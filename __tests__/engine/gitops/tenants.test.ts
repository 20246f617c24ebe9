import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { kyvernoPolicies } from "../../../catalog/components/kyverno-policies";
import { tenantGuards } from "../../../catalog/tenant-guards";
import { tenantObjects, type Tenant } from "../../../catalog/tenants";
import { configure } from "../../catalog/components/surroundings";
import { describeWithCluster, eventually, startCluster, type Cluster } from "./cluster";

const run = promisify(execFile);

const shop: Tenant = {
  name: "shop",
  namespace: "shop",
  admins: ["shop-admins"],
  viewers: ["auditors"],
  sources: ["https://github.com/example/shop"],
  quota: { cpu: "1", memory: "1Gi", storage: "1Gi", pods: 3 },
  egress: [],
};

const ADMIN = ["--as=ada", "--as-group=shop-admins"];
const VIEWER = ["--as=vera", "--as-group=auditors"];
const ENGINE = ["--as=system:serviceaccount:flux-system:kustomize-controller"];

const networkPolicy = (name: string, spec: object) =>
  JSON.stringify({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace: "shop" },
    spec,
  });
const anywhere = { podSelector: {}, policyTypes: ["Egress"], egress: [{}] };
const fromMonitoring = { podSelector: {}, policyTypes: ["Ingress"], ingress: [{ from: [{ namespaceSelector: {} }] }] };

const source = (url: string) =>
  JSON.stringify({
    apiVersion: "source.toolkit.fluxcd.io/v1",
    kind: "GitRepository",
    metadata: { name: "shop", namespace: "shop" },
    spec: { url, interval: "1m", ref: { branch: "main" } },
  });

/** Real admission by a real API server: what people of a tenant may do in its namespace, and what not. */
describeWithCluster("a tenant's namespace on a real API server", () => {
  let cluster: Cluster;

  /** What the API server answers when somebody applies an object: nothing, or why not. */
  const apply = async (who: readonly string[], object: string): Promise<string> =>
    cluster.kubectl(["apply", "-f", "-", ...who], object).then(
      () => "",
      (error: unknown) => String(error),
    );

  beforeAll(async () => {
    cluster = await startCluster({ engine: "none" });
    const definitions = join(cluster.work, "definitions");
    await run(join(process.env["CONTROL_PLANE"] ?? "", "crds"), [definitions]);
    for (const kind of ["source.toolkit.fluxcd.io_gitrepositories", "policies.kyverno.io_validatingpolicies"]) {
      await cluster.kubectl(["apply", "--server-side", "-f", join(definitions, `${kind}.yaml`)]);
    }
    await cluster.kubectl([
      "create",
      "clusterrole",
      "flux-edit",
      "--verb=*",
      "--resource=gitrepositories.source.toolkit.fluxcd.io",
    ]);
    await cluster.kubectl(["label", "clusterrole", "flux-edit", "rbac.authorization.k8s.io/aggregate-to-admin=true"]);
    const account = "--serviceaccount=flux-system:kustomize-controller";
    await cluster.kubectl(["create", "clusterrolebinding", "engine", "--clusterrole=cluster-admin", account]);
    const objects = [...tenantGuards([shop], "flux"), ...tenantObjects(shop)];
    for (const object of objects) await cluster.kubectl(["apply", "--server-side", "-f", "-"], JSON.stringify(object));
    // The API server takes a moment to learn of a new policy.
    await eventually(
      "the policy on networks",
      () => apply(ADMIN, networkPolicy("first", anywhere)),
      (answer) => answer.includes("tenants.<name>.egress"),
    );
  }, 180_000);
  afterAll(() => cluster.stop());

  test("lets its admins change what is theirs", async () => {
    expect(
      await apply(ADMIN, '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"own","namespace":"shop"}}'),
    ).toBe("");
  });

  test("lets its viewers look, and change nothing", async () => {
    expect(await cluster.kubectl(["get", "configmaps", "-n", "shop", ...VIEWER])).toContain("own");
    const own = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"own","namespace":"shop"},"data":{"a":"b"}}';
    expect(await apply(VIEWER, own)).toContain('User "vera" cannot patch resource "configmaps"');
  });

  test("lets nobody of the tenant open the way out, nor take the platform's policies away", async () => {
    expect(await apply(ADMIN, networkPolicy("open", anywhere))).toContain(
      "What a tenant's pods may reach stands in the environment file: tenants.<name>.egress.",
    );
    await expect(cluster.kubectl(["delete", "networkpolicy", "deny-all", "-n", "shop", ...ADMIN])).rejects.toThrow(
      "This NetworkPolicy is the platform's: it follows from tenants in the environment file.",
    );
    expect(await apply(ADMIN, networkPolicy("deny-all", fromMonitoring))).toContain(
      "This NetworkPolicy is the platform's",
    );
  });

  test("lets its admins open the way in: their pods are theirs", async () => {
    expect(await apply(ADMIN, networkPolicy("metrics", fromMonitoring))).toBe("");
  });

  test("lets the engine do all of it", async () => {
    expect(await apply(ENGINE, networkPolicy("allow-egress", anywhere))).toBe("");
  });

  test("lets the platform's own policies for the whole cluster be", async () => {
    const policies = configure(kyvernoPolicies).manifests.filter(({ kind }) => kind === "ValidatingPolicy");
    expect(policies.length).toBeGreaterThan(3);
    for (const policy of policies) expect(await apply(ENGINE, JSON.stringify(policy))).toBe("");
  });

  test("lets its admins name repositories of the environment file, and no other", async () => {
    expect(await apply(ADMIN, source("https://github.com/example/shop"))).toBe("");
    expect(await apply(ADMIN, source("https://github.com/somebody/else"))).toContain(
      "Repositories of the tenant shop stand in the environment file: tenants.shop.sources.",
    );
  });

  test("lets nobody of the tenant lift its quota", async () => {
    await expect(cluster.kubectl(["delete", "resourcequota", "tenant", "-n", "shop", ...ADMIN])).rejects.toThrow(
      'User "ada" cannot delete resource "resourcequotas"',
    );
  });

  test("goes with everything in it when the platform takes it away", async () => {
    await cluster.kubectl(["delete", "namespace", "shop", "--wait=true", "--timeout=60s"]);
    expect(await cluster.kubectl(["get", "namespaces", "--ignore-not-found", "shop"])).toBe("");
  });
});
