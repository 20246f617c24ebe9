import { objections } from "../../../cli/applying/judge";
import { idleAllowances } from "../../../cli/applying/losses";
import { fingerprintOf } from "../../../cli/plan/digest";
import type { ResourceChange, StackPlan } from "../../../cli/plan/model";
import { planOf } from "../plan/fixture-plans";

const loss = (address: string, more: Partial<ResourceChange> = {}): ResourceChange => ({
  address,
  type: "aws_s3_bucket",
  mode: "managed",
  action: "delete",
  holdsData: true,
  attributes: [],
  ...more,
});

const candidate = (plan: StackPlan) => ({ plan, ...fingerprintOf("data", plan) });

describe("a plan that is about to be applied", () => {
  test("passes when it is what was reviewed", () => {
    const plan = candidate(planOf({ resources: [loss("aws_vpc.old", { type: "aws_vpc", holdsData: undefined })] }));
    expect(objections(plan, { by: "comment", reviewed: plan }, [])).toEqual([]);
  });

  test("is refused when nobody reviewed it", () => {
    expect(objections(candidate(planOf()), { by: "comment", reviewed: undefined }, [])).toEqual([
      "Nobody reviewed a plan of it: the comment on the pull request has none.",
    ]);
  });

  test.each([
    ["digest", "No --digest names what was reviewed of it: platform plan ends with those to type."],
    ["reader", "Nobody has read a plan of it."],
  ] as const)("is refused when it is no %s's", (by, reason) => {
    expect(objections(candidate(planOf()), { by, reviewed: undefined }, [])).toEqual([reason]);
  });

  test("is refused with both digests and the difference when it is another one", () => {
    const now = candidate(planOf({ resources: [loss("aws_vpc.old", { type: "aws_vpc", holdsData: undefined })] }));
    const then = { digest: "sha256:then", hashes: {} };
    expect(objections(now, { by: "comment", reviewed: then }, [])).toEqual([
      `The plan is no longer the one that was reviewed (${now.digest} now, sha256:then then).`,
      "1 change planned now, and not reviewed:",
      "  aws_vpc.old",
      "Plan again, and have that reviewed.",
    ]);
  });

  test("needs a name for everything that holds data, whoever approved it, as a shell takes it", () => {
    const plan = candidate(
      planOf({
        resources: [
          loss("aws_s3_bucket.old"),
          loss(`terraform_data.machine["it's"]`, { action: "replace" }),
          loss("aws_s3_bucket.forgotten", { action: "forget" }),
          loss("data.aws_s3_bucket.read", { mode: "data" }),
        ],
      }),
    );
    expect(objections(plan, { by: "question" }, [])).toEqual([
      "It destroys what holds data. Whoever wants that names each address:",
      "  --allow-destroy=aws_s3_bucket.old",
      `  --allow-destroy='terraform_data.machine["it'\\''s"]'`,
    ]);
    expect(objections(plan, { by: "question" }, ["aws_s3_bucket.old", `terraform_data.machine["it's"]`])).toEqual([]);
  });

  test("shows which names were given for nothing", () => {
    const plan = planOf({ resources: [loss("aws_s3_bucket.old"), loss("aws_s3_bucket.new", { action: "create" })] });
    const names = ["aws_s3_bucket.old", "aws_s3_bucket.new", "aws_s3_bucket.odl"];
    expect(idleAllowances([plan], names)).toEqual(["aws_s3_bucket.new", "aws_s3_bucket.odl"]);
  });
});
