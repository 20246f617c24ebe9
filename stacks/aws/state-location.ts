import type { State } from "../../config";
import type { StateLocation } from "../../constructs/aws/identity/state-access";
import { stateKey } from "../state-key";

/** An alias of KMS, with the region and account that own the key or without. */
const ALIAS = /^(?:arn:aws:kms:([a-z0-9-]+):(\d{12}):)?alias\/(.+)$/;

/** Where the states of an environment's stacks lie in S3, for roles that work with them, or what stands against that. */
export type Located =
  { readonly location: StateLocation } | { readonly key: "backend" | "kmsKeyId" | "roleArn"; readonly problem: string };

/**
 * The states of an environment's stacks, by the beginning that their keys share.
 *
 * @param account the environment's, which owns the key where its alias names no other.
 */
export function stateLocation(state: State, organization: string, environment: string, account: string): Located {
  if (state.backend !== "s3") {
    return { key: "backend", problem: `${state.backend} is no state that a role of AWS leads to; choose s3.` };
  }
  if (state.roleArn !== undefined) {
    return {
      key: "roleArn",
      problem: "stands between the state and the roles that deploy; those go in by themselves. Take it out.",
    };
  }
  const prefix = stateKey(organization, environment).replace(/\/[^/]*$/, "");
  const { bucket, kmsKeyId } = state;
  if (kmsKeyId === undefined) return { location: { bucket, prefix } };
  const [, region = state.region, owner = account, alias] = ALIAS.exec(kmsKeyId) ?? [];
  if (alias === undefined) {
    return { key: "kmsKeyId", problem: `"${kmsKeyId}" is no alias, and the roles that deploy know the key by one.` };
  }
  return { location: { bucket, prefix, key: { alias, account: owner, region } } };
}
