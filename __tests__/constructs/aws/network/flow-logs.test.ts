import type { S3FlowLogs } from "../../../../constructs/aws/network/flow-logs";
import { view, VPC } from "./example";

describe("FlowLogs", () => {
  test("keep all traffic for a year in a log group encrypted with the given key", () => {
    const stack = view();
    expect(stack.resource("aws_cloudwatch_log_group").properties).toEqual({
      name: "/aws/vpc/production/flow-logs",
      kms_key_id: "arn:aws:kms:eu-central-1:111122223333:key/logs",
      retention_in_days: 365,
    });
    expect(stack.resource("aws_flow_log").properties).toMatchObject({
      vpc_id: "${aws_vpc.network.id}",
      traffic_type: "ALL",
      log_destination_type: "cloud-watch-logs",
      log_destination: "${aws_cloudwatch_log_group.network_flow_logs_group.arn}",
      iam_role_arn: "${aws_iam_role.network_flow_logs_role.arn}",
      depends_on: ["aws_iam_role_policy.network_flow_logs_role_own"],
    });
  });

  test("write with a role that this account's flow logs alone may take, into that group alone", () => {
    const stack = view();
    const { properties } = stack.resource("aws_iam_role", { name: "production-flow-logs" });
    expect(properties["assume_role_policy"]).toContain('"aws:SourceAccount":["111122223333"]');
    expect(stack.resource("aws_iam_role_policy").properties).toMatchObject({
      role: "${aws_iam_role.network_flow_logs_role.name}",
      policy: expect.stringContaining('"Resource":["${aws_cloudwatch_log_group.network_flow_logs_group.arn}:*"]'),
    });
  });

  test("write with a role whose name IAM takes, however long that of the network is", () => {
    const { properties } = view({ name: "n".repeat(80) }).resource("aws_iam_role");
    expect(String(properties["name"])).toHaveLength(64);
  });

  test("are kept as long as told", () => {
    const flowLogs = { ...VPC.flowLogs, retentionDays: 731 };
    expect(view({ flowLogs }).resource("aws_cloudwatch_log_group").properties["retention_in_days"]).toBe(731);
  });

  const bucket: S3FlowLogs = { destination: "s3", bucketArn: "arn:aws:s3:::example-logs" };

  test.each<[S3FlowLogs, string]>([
    [bucket, "arn:aws:s3:::example-logs"],
    [{ ...bucket, folder: "network/production" }, "arn:aws:s3:::example-logs/network/production/"],
  ])("go to a bucket without a log group or a role: %j", (flowLogs, destination) => {
    const stack = view({ flowLogs });
    expect(stack.resource("aws_flow_log").properties).toMatchObject({
      log_destination_type: "s3",
      log_destination: destination,
      traffic_type: "ALL",
    });
    expect(stack.resources("aws_cloudwatch_log_group")).toEqual([]);
    expect(stack.resources("aws_iam_role")).toEqual([]);
  });

  test.each(["/network", "network/", "", "AWSLogs", "AWSLogs/network"])("refuse the folder %j", (folder) => {
    expect(() => view({ flowLogs: { ...bucket, folder } })).toThrow(
      `test/network/flow_logs: "${folder}" is not a folder such as "network": no slash at its ends, and AWSLogs is AWS's own.`,
    );
  });
});
