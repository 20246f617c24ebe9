import { inventoryOf } from "../../../catalog/inventory";
import type { Installation } from "../../../catalog/installation";
import type { Permissions } from "../../../catalog/permissions";
import { mayUseKeyForVolumes, mayUseKeyInS3 } from "../../../constructs/aws/data/key-access";
import { identitiesOf } from "../../../stacks/aws/identities";
import { organization } from "../../helpers/environments";
import { production } from "./example";

const KEY = { alias: "example-production-data", account: "111122223333", region: "eu-central-1" };
const { installations } = inventoryOf(production(), organization);
const [first] = installations;

/** A component that asks for these permissions. */
function asking(...permissions: readonly Permissions[]): readonly Installation[] {
  return first === undefined ? [] : [{ ...first, name: "shop", namespace: "shopping", permissions }];
}

const statement = (sid: string) => ({ sid, actions: ["s3:GetObject"], resources: ["arn:aws:s3:::example/*"] });

describe("the identities on AWS", () => {
  test("are one for every service account of the catalog that asks for something", () => {
    const identities = identitiesOf(installations, KEY);
    expect(identities.map(({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`).sort()).toEqual([
      "cert-manager/cert-manager",
      "external-dns/external-dns",
      "vault/vault",
      "vault/vault-snapshots",
      "velero/velero-server",
    ]);
  });

  test("give a part of a component nothing of another's", () => {
    const sids = Object.fromEntries(
      identitiesOf(installations, KEY).map(({ serviceAccount, statements }) => [
        serviceAccount,
        statements.map(({ sid }) => sid),
      ]),
    );
    expect(sids["vault"]).toEqual(["VaultSeal"]);
    expect(sids["vault-snapshots"]).toEqual(["VaultSnapshots", "UseKeyOfBuckets"]);
  });

  test("may use the key of buckets only where they have one, and of volumes only where they make some", () => {
    const statementsOf = (more: Partial<Permissions>) =>
      identitiesOf(asking({ serviceAccounts: ["shop"], aws: [statement("Read")], ...more }), KEY)[0]?.statements;
    expect(statementsOf({})).toEqual([statement("Read")]);
    expect(statementsOf({ buckets: { sales: "example-sales" } })).toEqual([
      statement("Read"),
      mayUseKeyInS3("UseKeyOfBuckets", KEY, "write"),
    ]);
    expect(statementsOf({ volumes: true })).toEqual([statement("Read"), ...mayUseKeyForVolumes(KEY)]);
    expect(statementsOf({ volumes: false })).toEqual([statement("Read")]);
  });

  test("gather all that one service account asks for, in the order of the accounts", () => {
    const permissions = [
      { serviceAccounts: ["web", "api"], aws: [statement("Both")] },
      { serviceAccounts: ["api"], aws: [statement("Api")] },
    ];
    const named = identitiesOf(asking(...permissions), KEY).map(
      ({ component, namespace, serviceAccount, statements }) => ({
        component,
        namespace,
        serviceAccount,
        sids: statements.map(({ sid }) => sid),
      }),
    );
    expect(named).toEqual([
      { component: "shop", namespace: "shopping", serviceAccount: "api", sids: ["Both", "Api"] },
      { component: "shop", namespace: "shopping", serviceAccount: "web", sids: ["Both"] },
    ]);
  });

  test("say what they are about, and can't be about things of two accounts at once", () => {
    const dns = { serviceAccounts: ["shop"], on: "dns", aws: [statement("Names")] } as const;
    expect(identitiesOf(asking(dns), KEY)).toEqual([expect.objectContaining({ on: "dns" })]);
    expect(() => identitiesOf(asking(dns, { serviceAccounts: ["shop"], aws: [statement("Read")] }), KEY)).toThrow(
      "shop: the pods of shop act in one account; give what is on dns a service account of its own.",
    );
  });

  test("are none for who asks for nothing on AWS", () => {
    const azure = [{ role: "DNS Zone Contributor", scope: "/subscriptions/1" }];
    expect(
      identitiesOf(asking({ serviceAccounts: ["shop"], azure }, { serviceAccounts: ["web"], aws: [] }), KEY),
    ).toEqual([]);
  });
});
