import { keptData } from "../../../policies/rules/kept-data";
import { SynthesizedStack } from "../../../stacks/synthesized-stack";

const kept = { lifecycle: { prevent_destroy: true } };
const types = ["aws_s3_bucket", "aws_kms_key", "aws_ecr_repository", "aws_route53_zone", "aws_efs_file_system"];

function check(type: string, properties: object, name = "production-data") {
  const stack = new SynthesizedStack(name, JSON.stringify({ resource: { [type]: { main: properties } } }));
  return keptData.check({ stack, environment: undefined });
}

describe("DATA-01", () => {
  test.each(types)("lets %s pass that can't be destroyed", (type) => {
    expect(check(type, kept)).toEqual([]);
    expect(check(type, { lifecycle: [kept.lifecycle], force_destroy: false, force_delete: null })).toEqual([]);
  });

  test.each(types)("finds %s that can be", (type) => {
    const address = `${type}.main`;
    expect(check(type, {})).toEqual([{ address, found: "prevent_destroy is not set." }]);
    expect(check(type, { lifecycle: { prevent_destroy: false } }, "state")).toEqual([
      { address, found: "prevent_destroy is false." },
    ]);
  });

  test.each([
    ["aws_s3_bucket", "force_destroy"],
    ["aws_route53_zone", "force_destroy"],
    ["aws_ecr_repository", "force_delete"],
  ])("finds that %s has %s", (type, argument) => {
    expect(check(type, { ...kept, [argument]: true })).toEqual([
      { address: `${type}.main`, found: `${argument} is true.` },
    ]);
  });

  test("is about the stacks that hold data, not about a cluster's", () => {
    for (const name of ["production", "production-bootstrap", "data"])
      expect(check("aws_s3_bucket", {}, name)).toEqual([]);
    expect(check("aws_subnet", {})).toEqual([]);
  });
});
