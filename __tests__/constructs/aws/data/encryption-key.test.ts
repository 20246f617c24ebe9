import { EncryptionKey } from "../../../../constructs/aws/data/encryption-key";
import { synthesize } from "../../../helpers/synthesize";
import { awsStack, policyOf } from "./example";

function view(over = {}) {
  const stack = awsStack();
  const key = { alias: "example/vault", description: "Vault's seal", account: "111122223333", ...over };
  new EncryptionKey(stack, "vault", key);
  return synthesize(stack);
}

describe("EncryptionKey", () => {
  test("makes a key that rotates, takes 30 days to go, and that Terraform refuses to destroy", () => {
    expect(view().resource("aws_kms_key").properties).toMatchObject({
      description: "Vault's seal",
      enable_key_rotation: true,
      deletion_window_in_days: 30,
      lifecycle: { prevent_destroy: true },
    });
  });

  test("goes with what it encrypts when told", () => {
    const { properties } = view({ retained: false }).resource("aws_kms_key");
    expect(properties).not.toHaveProperty("lifecycle");
    expect(properties).toMatchObject({ deletion_window_in_days: 30 });
  });

  test("is found by its alias", () => {
    expect(view().resource("aws_kms_alias").properties).toMatchObject({
      name: "alias/example/vault",
      target_key_id: "${aws_kms_key.vault.key_id}",
    });
  });

  test("leaves the key to the account's IAM, and to nobody else", () => {
    expect(policyOf(view().resource("aws_kms_key"))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AccountDecidesByIam",
          Effect: "Allow",
          Principal: { AWS: ["arn:aws:iam::111122223333:root"] },
          Action: ["kms:*"],
          Resource: ["*"],
        },
      ],
    });
  });

  test("lets in whom the caller names besides", () => {
    const statements = [{ sid: "More", principals: { Service: ["x.amazonaws.com"] }, actions: ["kms:Encrypt"] }];
    expect(policyOf(view({ statements }).resource("aws_kms_key"))).toMatchObject({
      Statement: [{ Sid: "AccountDecidesByIam" }, { Sid: "More", Principal: { Service: ["x.amazonaws.com"] } }],
    });
  });

  test.each(["alias/vault", "aws/s3", "vault key", ""])("refuses the alias %j", (alias) => {
    expect(() => view({ alias })).toThrow(
      `test/vault: "${alias}" can't be a key's alias: letters, digits, "/", "_" and "-", without "alias/" before it, and "aws/" is AWS's own.`,
    );
  });
});
