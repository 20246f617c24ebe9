import { parseAllDocuments } from "yaml";
import { renderEnvironment } from "../../../catalog/registry";
import { organization } from "../../helpers/environments";
import { environmentWith, facts, testCatalog } from "../example";

const quota = { cpu: "4", memory: "8Gi", storage: "50Gi", pods: 50 };
const tenants = { shop: { admins: [], viewers: [], sources: [], quota, egress: [] } };
const files = renderEnvironment(environmentWith({}, { tenants }), organization, {
  components: testCatalog,
  definitions: facts,
});
const objects: readonly unknown[] = parseAllDocuments(
  files["registry/environments/staging/templates/tenants/shop.yaml"] ?? "",
).map((document) => document.toJS());

describe("a tenant with Argo CD", () => {
  test("keeps its namespace and all that it stored when it leaves the environment file", () => {
    expect(objects[0]).toMatchObject({
      kind: "Namespace",
      metadata: { annotations: { "argocd.argoproj.io/sync-options": "Prune=false,Delete=false" } },
    });
  });

  test("loses its rights then", () => {
    const kept = objects.slice(1).filter((one) => JSON.stringify(one).includes("sync-options"));
    expect(kept).toEqual([]);
  });
});
