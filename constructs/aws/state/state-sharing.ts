import { bucketArn } from "../data/bucket-policy";
import type { Statement } from "../policy-document";

/** Another account that works with some of the states. */
export interface StateGuest {
  /** A name that never changes, for the statements: letters and digits. */
  readonly sid: string;
  /** Twelve digits. */
  readonly account: string;
  /** The keys of its states. */
  readonly keys: readonly string[];
}

/**
 * Statements of the bucket's policy: another account's own IAM decides who of it reads and writes its states and takes their locks.
 * Nobody deletes a state, and nobody sees another's.
 * Source: https://developer.hashicorp.com/terraform/language/backend/s3#permissions-required
 */
export function guestsMayUseBucket(bucket: string, guests: readonly StateGuest[]): readonly Statement[] {
  return guests.flatMap(({ sid, account, keys }) => {
    const principals = { AWS: [`arn:aws:iam::${account}:root`] };
    const states = keys.map((key) => `${bucketArn(bucket)}/${key}`);
    return [
      {
        sid: `${sid}ListsStates`,
        principals,
        actions: ["s3:ListBucket"],
        resources: [bucketArn(bucket)],
        // Terraform looks for workspaces below env:/ whether there are any or not.
        conditions: { StringLike: { "s3:prefix": [...keys, "env:/*"] } },
      },
      { sid: `${sid}UsesStates`, principals, actions: ["s3:GetObject", "s3:PutObject"], resources: states },
      {
        sid: `${sid}LocksStates`,
        principals,
        actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
        resources: states.map((state) => `${state}.tflock`),
      },
    ];
  });
}

/** Statements of the key's policy: the same accounts, through S3 alone. */
export function guestsMayUseKey(region: string, guests: readonly StateGuest[]): readonly Statement[] {
  return guests.map(({ sid, account }) => ({
    sid: `${sid}UsesKey`,
    principals: { AWS: [`arn:aws:iam::${account}:root`] },
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: ["*"],
    conditions: { StringEquals: { "kms:ViaService": [`s3.${region}.amazonaws.com`] } },
  }));
}
