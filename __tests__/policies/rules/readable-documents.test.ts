import { readableDocuments } from "../../../policies/rules/readable-documents";
import { subject } from "../../helpers/subjects";

function check(type: string, properties: object) {
  return readableDocuments.check(subject({ resource: { [type]: { main: properties } } }));
}

describe("IAM-05", () => {
  test.each([
    ["aws_iam_policy", { policy: '{"Statement":[{"Resource":"${aws_s3_bucket.raw.arn}"}]}' }],
    ["aws_iam_policy", { policy: '{"Statement":[{"Resource":"${f("quoted")}"}]}' }],
    ["aws_iam_role_policy", { policy: "${var.policy}" }],
    ["aws_iam_role_policy", { policy: '${data.terraform_remote_state.shared.outputs["policy"]}' }],
    ["aws_ecr_lifecycle_policy", { policy: '{"rules":[]}' }],
    ["aws_flow_log", { log_format: "${version}" }],
    ["helm_release", { policy: "plain" }],
  ])("lets %s %j pass", (type, properties) => {
    expect(check(type, properties)).toEqual([]);
  });

  test.each([
    [
      "aws_iam_role",
      { assume_role_policy: "${data.aws_iam_policy_document.trust.json}" },
      "assume_role_policy comes from a data source.",
    ],
    ["aws_iam_policy", { policy: '${jsonencode({ "Statement" = [] })}' }, "policy is not a JSON object."],
    ["aws_kms_key", { policy: '${file("policy.json")}' }, "policy is not a JSON object."],
    ["aws_iam_policy", { policy: '"text"' }, "policy is not a JSON object."],
    ["aws_iam_policy", { policy: '{"Statement":[' }, "policy is not a JSON object."],
    ["aws_iam_role", { inline_policy: [{ policy: "x ${var.y}" }] }, "inline_policy.0.policy is not a JSON object."],
    ["aws_ssoadmin_permission_set_inline_policy", { inline_policy: "x" }, "inline_policy is not a JSON object."],
    ["aws_cloudwatch_log_resource_policy", { policy_document: "" }, "policy_document is not a JSON object."],
  ])("finds %s %j", (type, properties, found) => {
    expect(check(type, properties)).toEqual([{ address: `${type}.main`, found }]);
  });
});
