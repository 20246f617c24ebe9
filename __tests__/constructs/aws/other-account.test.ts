import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { DnsZone } from "../../../constructs/aws/data/dns-zone";
import { EncryptionKey } from "../../../constructs/aws/data/encryption-key";
import { OtherAccount } from "../../../constructs/aws/other-account";
import { synthesize } from "../../helpers/synthesize";
import { awsStack } from "./data/example";

describe("OtherAccount", () => {
  test("has all that stands below it made and read by its provider, and nothing beside it", () => {
    const stack = awsStack();
    const provider = new AwsProvider(stack, "other", { alias: "other", region: "eu-west-1" });
    const other = new OtherAccount(stack, "elsewhere", provider);
    new EncryptionKey(other, "key", { alias: "there", description: "There", account: "444455556666" });
    DnsZone.fromName(other, "zone", "example.org");
    new EncryptionKey(stack, "key", { alias: "here", description: "Here", account: "111122223333" });
    const view = synthesize(stack);
    const elsewhere = [...view.resources("aws_kms_key"), ...view.resources("aws_kms_alias")]
      .filter(({ properties }) => properties["provider"] === "aws.other")
      .map(({ address }) => address);
    expect(elsewhere).toEqual(["aws_kms_key.elsewhere_key", "aws_kms_alias.elsewhere_key_alias"]);
    expect(view.dataSource("aws_route53_zone").properties).toMatchObject({ provider: "aws.other" });
  });
});
