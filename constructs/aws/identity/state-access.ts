import { bucketArn } from "../data/bucket-policy";
import { mayUseKeyInS3, type KeyName } from "../data/key-access";
import type { Statement } from "../policy-document";

/** Where Terraform's S3 backend keeps the states that somebody works with. */
export interface StateLocation {
  readonly bucket: string;
  /** What the states' keys begin with: `example/` for a whole organization, `example/production` for one environment's stacks. */
  readonly prefix: string;
  /**
   * The key that encrypts them.
   * @default - S3's own, which needs no permission
   */
  readonly key?: KeyName;
}

/**
 * What Terraform needs of its backend: to read states and to take and leave the lock, and to write states only for who applies.
 * Nobody deletes a state.
 * Source: https://developer.hashicorp.com/terraform/language/backend/s3#permissions-required
 */
export function stateAccess(state: StateLocation, access: "plan" | "apply"): readonly Statement[] {
  if (!/^[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*\/?$/.test(state.prefix)) {
    throw new Error(
      `"${state.prefix}" can't be the prefix of states: names with "/" between them, such as "example/production".`,
    );
  }
  const bucket = bucketArn(state.bucket);
  const states = `${bucket}/${state.prefix}*`;
  return [
    {
      sid: "ListStates",
      actions: ["s3:ListBucket"],
      resources: [bucket],
      // Terraform looks for workspaces below env:/ whether there are any or not.
      conditions: { StringLike: { "s3:prefix": [`${state.prefix}*`, "env:/*"] } },
    },
    {
      sid: access === "plan" ? "ReadStates" : "ReadAndWriteStates",
      actions: access === "plan" ? ["s3:GetObject"] : ["s3:GetObject", "s3:PutObject"],
      resources: [states],
    },
    { sid: "LockStates", actions: ["s3:PutObject", "s3:DeleteObject"], resources: [`${states}.tflock`] },
    ...(state.key === undefined ? [] : [mayUseKeyInS3("UseStateKey", state.key, "write")]),
  ];
}
