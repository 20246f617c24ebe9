import { OidcProvider } from "../../../../constructs/aws/identity/oidc-provider";
import { synthesize } from "../../../helpers/synthesize";
import { awsStack, inTerraform } from "../data/example";

const url = "https://oidc.eks.eu-central-1.amazonaws.com/id/ABC";

describe("OidcProvider", () => {
  test("trusts tokens for AWS alone, and pins no certificate", () => {
    const stack = awsStack();
    new OidcProvider(stack, "oidc", { url });
    const { properties } = synthesize(stack).resource("aws_iam_openid_connect_provider");
    expect(properties).toMatchObject({ url, client_id_list: ["sts.amazonaws.com"] });
    expect(properties).not.toHaveProperty("thumbprint_list");
  });

  test("tells the issuer as trusts name it", () => {
    const stack = awsStack();
    const { issuer } = new OidcProvider(stack, "oidc", { url });
    expect(inTerraform(stack, issuer)).toBe('${replace(aws_iam_openid_connect_provider.oidc.url, "https://", "")}');
  });
});
