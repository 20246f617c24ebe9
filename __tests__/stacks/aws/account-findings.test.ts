import { formatProblems, type EksEnvironment } from "../../../config";
import { accountFindings } from "../../../stacks/aws/account-findings";
import { loadPlatform } from "../../../stacks/load-platform";
import { eks, inRepository } from "../../config/files";
import { k3sEnvironment } from "../../helpers/environments";
import { ACCOUNT, production } from "./example";

const SHARED = "444455556666";
const OTHER = "777788889999";

/** An environment that makes the zone example.org and the repository storefront. */
function environment(name: string, aws: Partial<EksEnvironment["aws"]> = {}): EksEnvironment {
  const { aws: own, data, ...rest } = production();
  return {
    ...rest,
    name,
    aws: { ...own, ...aws },
    data: { ...data, zone: "new", images: { storefront: { keep: {}, untaggedDays: 14 } } },
  };
}

const shared = (region?: string) => ({
  shared: { account: SHARED, roleArn: `arn:aws:iam::${SHARED}:role/shared`, region },
});

describe("what two environments would make in one account", () => {
  test.each([
    ["of their own", {}, {}, ACCOUNT],
    ["that they share", shared(), { account: OTHER, ...shared() }, SHARED],
    ["that is one's own and shared with the other", { account: SHARED }, shared(), SHARED],
  ])("is told of the later one, in an account %s", (_, one, other, account) => {
    expect(accountFindings([environment("production", one), environment("qa", other)])).toEqual([
      {
        environment: "qa",
        path: ["data", "zone"],
        message: `makes the zone example.org in the account ${account}, and production makes it there, too; write existing in the newer one.`,
      },
      {
        environment: "qa",
        path: ["data", "images", "storefront"],
        message: `is a repository in the account ${account} and the region eu-central-1, and production makes it there, too; give each a name of its own.`,
      },
    ]);
  });

  test("is nothing in two accounts, nor in one environment", () => {
    const one = environment("production");
    expect(accountFindings([one, environment("qa", { account: OTHER })])).toEqual([]);
    expect(accountFindings([one, environment("qa", shared())])).toEqual([]);
    expect(accountFindings([one, k3sEnvironment("staging")])).toEqual([]);
  });

  test("is no repository in two regions; a zone has none", () => {
    const found = accountFindings([environment("production", shared()), environment("qa", shared("eu-west-1"))]);
    expect(found.map(({ path }) => path)).toEqual([["data", "zone"]]);
  });

  test("is no zone that one of them looks up, or that is another, and no repository of another name", () => {
    const { data, dns, ...rest } = environment("qa", shared());
    const qa: EksEnvironment = {
      ...rest,
      dns,
      data: { ...data, zone: "existing", images: { "qa/storefront": { keep: {}, untaggedDays: 14 } } },
    };
    const elsewhere: EksEnvironment = {
      ...qa,
      data: { ...data, images: {} },
      dns: { provider: "route53", zone: "qa.example.org", region: "eu-central-1" },
    };
    expect(accountFindings([environment("production", shared()), qa, elsewhere])).toEqual([]);
  });

  test("is told at its place in the file", () => {
    const file = (name: string, cidr: string) =>
      eks({
        domain: `${name}.example.org`,
        network: `{ vpc: new, cidr: ${cidr}, zones: { a: { slot: 0 }, b: { slot: 1 } } }`,
        aws: `{ account: "111122223333", region: eu-central-1, shared: { account: "${SHARED}", roleArn: "arn:aws:iam::${SHARED}:role/shared" } }`,
        dns: "{ provider: route53, zone: example.org, region: eu-central-1 }",
        data: "{ zone: new, images: { storefront: {} } }",
      });
    const files = {
      "environments/production.yaml": file("production", "10.20.0.0/16"),
      "environments/qa.yaml": file("qa", "10.30.0.0/16"),
    };
    const told = inRepository(files, (root) => {
      const result = loadPlatform(root);
      return result.ok ? "" : formatProblems(result.problems);
    });
    expect(told)
      .toBe(`environments/qa.yaml:13:9   data.zone: makes the zone example.org in the account ${SHARED}, and production makes it there, too; write existing in the newer one.
environments/qa.yaml:13:30  data.images.storefront: is a repository in the account ${SHARED} and the region eu-central-1, and production makes it there, too; give each a name of its own.`);
  });
});
