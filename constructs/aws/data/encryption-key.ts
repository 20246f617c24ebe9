import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { policyDocument, type Statement } from "../policy-document";

export interface EncryptionKeyProps {
  /** Name of the alias without `alias/`: letters, digits, `/`, `_`, `-`. Other stacks find the key by it. */
  readonly alias: string;
  readonly description: string;
  /** The account that owns the key. */
  readonly account: string;
  /**
   * Who else may use the key, beyond those whom the account's own IAM policies allow: services, other accounts.
   * @default - nobody
   */
  readonly statements?: readonly Statement[];
  /**
   * Whether Terraform refuses to destroy it: no only for a key that is of no use to anybody when its stack has gone.
   * @default true
   */
  readonly retained?: boolean;
}

/**
 * A symmetric KMS key that AWS rotates every year, with an alias. It outlives what it encrypts: Terraform refuses to destroy
 * it unless told otherwise, and KMS deletes it no sooner than 30 days after it is asked to.
 */
export class EncryptionKey extends Construct {
  readonly keyArn: string;
  /** With `alias/`. */
  readonly aliasName: string;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    if (!/^[A-Za-z0-9/_-]+$/.test(props.alias) || /^(aws|alias)\//.test(props.alias)) {
      throw new Error(
        `${this.node.path}: "${props.alias}" can't be a key's alias: letters, digits, "/", "_" and "-", without "alias/" before it, and "aws/" is AWS's own.`,
      );
    }
    const key = new KmsKey(this, "Resource", {
      description: props.description,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policyDocument([accountDecides(props.account), ...(props.statements ?? [])]),
      ...((props.retained ?? true) && { lifecycle: { preventDestroy: true } }),
    });
    this.aliasName = `alias/${props.alias}`;
    new KmsAlias(this, "alias", { name: this.aliasName, targetKeyId: key.keyId });
    this.keyArn = key.arn;
  }
}

/**
 * Leaves the key to the account's IAM policies. Without it nobody could ever change the key's policy again.
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
function accountDecides(account: string): Statement {
  return {
    sid: "AccountDecidesByIam",
    principals: { AWS: [`arn:aws:iam::${account}:root`] },
    actions: ["kms:*"],
    resources: ["*"],
  };
}
