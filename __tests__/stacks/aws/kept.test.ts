import { inventoryOf } from "../../../catalog/inventory";
import { kept } from "../../../stacks/aws/kept";
import { organization } from "../../helpers/environments";
import { BACKUPS, production, SNAPSHOTS } from "./example";

describe("what components keep on AWS", () => {
  test("is called by component and purpose", () => {
    expect(kept(inventoryOf(production(), organization).installations)).toEqual({
      buckets: { velero_backups: BACKUPS, vault_snapshots: SNAPSHOTS },
      keys: { vault_seal: { alias: "example-production-vault", component: "vault" } },
    });
  });

  test("is nothing where none keeps anything", () => {
    const { components } = production();
    const some = { "argo-cd": components["argo-cd"] ?? { variants: [], options: {} } };
    expect(kept(inventoryOf(production({ components: some }), organization).installations)).toEqual({
      buckets: {},
      keys: {},
    });
  });
});
