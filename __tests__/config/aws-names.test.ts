import * as fc from "fast-check";
import { awsNames, type AwsNames } from "../../config/aws-names";
import { lakeBucketNames } from "../../constructs/aws/data/data-lake-access";

/** Names as the files allow them: 40 characters at most. */
const slug = fc.stringMatching(/^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/);
const account = fc.stringMatching(/^\d{12}$/);

/** All names that are of buckets. */
function bucketsOf({ logBucket, flowLogBucket, lake }: AwsNames): readonly string[] {
  return [logBucket, flowLogBucket, ...Object.values(lakeBucketNames(lake))];
}

describe("the names on AWS", () => {
  test("say whose they are; those of buckets, which the whole world shares, with the account", () => {
    expect(awsNames("example", "production", "111122223333")).toEqual({
      cluster: "example-production",
      dataKey: "example-production-data",
      vaultKey: "example-production-vault",
      logBucket: "example-production-111122223333-logs",
      flowLogBucket: "example-production-111122223333-flow-logs",
      lake: "example-production-111122223333",
      deployRole: "example-production-deploy",
    });
  });

  test("keep the environment where the organization's name leaves no room for both", () => {
    const { logBucket } = awsNames("o".repeat(40), `${"e".repeat(38)}-1`, "111122223333");
    expect(logBucket).toBe(`${"o".repeat(4)}-${"e".repeat(38)}-1-111122223333-logs`);
    expect(logBucket).toHaveLength(63);
  });

  test("are names of buckets, however long those of the files are, and no two are one", () => {
    fc.assert(
      fc.property(slug, slug, account, (organization, environment, owner) => {
        const buckets = bucketsOf(awsNames(organization, environment, owner));
        for (const name of buckets) expect(name).toMatch(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/);
        expect(new Set(buckets).size).toBe(buckets.length);
      }),
    );
  });

  test("tell the environments and accounts of an organization apart", () => {
    fc.assert(
      fc.property(slug, fc.uniqueArray(slug, { minLength: 2, maxLength: 2 }), account, (organization, names, owner) => {
        const [one = [], other = []] = names.map((name) => bucketsOf(awsNames(organization, name, owner)));
        expect(one.filter((name) => other.includes(name))).toEqual([]);
      }),
    );
    const [one, other] = ["111122223333", "444455556666"].map((owner) => bucketsOf(awsNames("example", "test", owner)));
    expect(one?.filter((name) => other?.includes(name))).toEqual([]);
  });

  test("fit where AWS asks for more: 100 characters of a cluster, 250 of an alias", () => {
    fc.assert(
      fc.property(slug, slug, account, (organization, environment, owner) => {
        const { cluster, dataKey, vaultKey } = awsNames(organization, environment, owner);
        expect(cluster).toMatch(/^[0-9A-Za-z][0-9A-Za-z-]{0,99}$/);
        for (const alias of [dataKey, vaultKey]) expect(alias).toMatch(/^[0-9a-z-]{1,250}$/);
      }),
    );
  });
});
