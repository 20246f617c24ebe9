import { StateBucket } from "../../../../constructs/aws/state/state-bucket";
import { synthesize } from "../../../helpers/synthesize";
import { awsStack } from "../data/example";

function view(over = {}) {
  const stack = awsStack();
  const props = {
    name: "example-state",
    account: "111122223333",
    region: "eu-central-1",
    keyAlias: "example/state",
    ...over,
  };
  new StateBucket(stack, "state", props);
  return synthesize(stack);
}

describe("StateBucket", () => {
  test("keeps the state under addresses that say what they are, none of which may be destroyed", () => {
    const kept = view()
      .resources()
      .filter(({ properties }) => "lifecycle" in properties);
    expect(kept.map(({ address }) => address).sort()).toEqual([
      "aws_kms_key.state_key",
      "aws_s3_bucket.state",
      "aws_s3_bucket.state_logs",
    ]);
    for (const { properties } of kept) expect(properties["lifecycle"]).toEqual({ prevent_destroy: true });
  });

  test("encrypts the state with a key of its own, under the alias that the backend names", () => {
    expect(view().resource("aws_kms_alias").properties).toMatchObject({ name: "alias/example/state" });
    expect(
      view().resource("aws_s3_bucket_server_side_encryption_configuration", { bucket: "${aws_s3_bucket.state.id}" })
        .properties,
    ).toMatchObject({
      rule: [{ apply_server_side_encryption_by_default: { kms_master_key_id: "${aws_kms_key.state_key.arn}" } }],
    });
  });

  test("logs who reads it into a bucket of its own", () => {
    expect(view().resource("aws_s3_bucket_logging").properties).toMatchObject({
      bucket: "${aws_s3_bucket.state.id}",
      target_bucket: "${aws_s3_bucket.state_logs.id}",
      target_prefix: "example-state/",
    });
    expect(view().resource("aws_s3_bucket", { bucket: "example-state-logs" }).name).toBe("state_logs");
  });

  test.each([
    [{}, 365],
    [{ noncurrentDays: 90 }, 90],
  ])("with %j keeps replaced states for %d days", (over, days) => {
    const bucket = "${aws_s3_bucket.state.id}";
    expect(view(over).resource("aws_s3_bucket_lifecycle_configuration", { bucket }).properties).toMatchObject({
      rule: [{ noncurrent_version_expiration: [{ noncurrent_days: days }] }],
    });
  });

  test("refuses to forget replaced states sooner", () => {
    expect(() => view({ noncurrentDays: 89 })).toThrow(
      "test/state: 89 days are too few to find out that a state is lost; keep old versions for 90 or more.",
    );
  });
});
