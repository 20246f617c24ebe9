import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { Fn } from "cdktf";
import { Construct } from "constructs";

export interface OidcProviderProps {
  /** Where tokens come from, with `https://`: a cluster's issuer, or GitHub's. An account has one provider for a URL. */
  readonly url: string;
}

/**
 * Lets an account trust tokens that somebody else issues for `sts.amazonaws.com`; who may then do what is for the roles to say.
 * No thumbprints: IAM checks the issuer's certificate against its own library of authorities, or reads the thumbprint itself.
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html
 */
export class OidcProvider extends Construct {
  readonly providerArn: string;
  /** The URL without `https://`, as trusts name it. */
  readonly issuer: string;

  constructor(scope: Construct, id: string, { url }: OidcProviderProps) {
    super(scope, id);
    const provider = new IamOpenidConnectProvider(this, "Resource", { url, clientIdList: ["sts.amazonaws.com"] });
    this.providerArn = provider.arn;
    this.issuer = Fn.replace(provider.url, "https://", "");
  }
}
