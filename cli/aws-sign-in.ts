import { z } from "zod";
import { askAws, parseJson, type AwsFault } from "./aws";
import type { EksPlace } from "./eks";
import { Failure } from "./failure";

/** Somebody who may ask AWS about an environment. */
export interface SignedIn {
  readonly kind: "signed-in";
  /**
   * The environment of every aws command. It may hold the keys of a role, so it is for the aws command alone: Terraform
   * assumes the role by itself, and whoever is signed in types kubectl.
   */
  readonly env: NodeJS.ProcessEnv;
  /** The role that was assumed; none where whoever is signed in is in the environment's account. */
  readonly roleArn?: string | undefined;
}

const caller = z.object({ Account: z.string() });
const assumed = z.object({
  Credentials: z.object({ AccessKeyId: z.string(), SecretAccessKey: z.string(), SessionToken: z.string() }),
});

/**
 * Takes whoever is signed in, if that is in the environment's account; else assumes the role of `aws.roleArn`, for an hour.
 * Without a role nobody is asked here: the first answer tells the account.
 *
 * @param command the subcommand that asks, by which CloudTrail tells sessions apart: `platform-status`.
 */
export async function signIn(
  env: NodeJS.ProcessEnv,
  { account, region, roleArn }: EksPlace,
  command: string,
): Promise<SignedIn | AwsFault> {
  if (roleArn === undefined) return { kind: "signed-in", env };
  const common = ["--region", region, "--output", "json"];
  const first = { env, whom: "STS who is signed in", fix: "Sign in (aws sso login, or AWS_PROFILE), then try again." };
  const identity = await askAws(first, ["sts", "get-caller-identity", ...common]);
  if (identity.kind === "fault") return identity;
  if (caller.safeParse(parseJson(identity.text)).data?.Account === account) return { kind: "signed-in", env };
  const second = {
    env,
    whom: `STS for the role ${roleArn}`,
    fix: `Sign in as somebody whom the role trusts, or to the account ${account} itself.`,
  };
  const session = ["--role-arn", roleArn, "--role-session-name", `platform-${command}`];
  const answer = await askAws(second, ["sts", "assume-role", ...session, ...common]);
  if (answer.kind === "fault") return answer;
  const keys = assumed.safeParse(parseJson(answer.text)).data?.Credentials;
  if (keys === undefined) {
    const what = "aws gave something else than the keys of a role";
    return { kind: "fault", what, fix: "Update the AWS CLI.", said: "" };
  }
  return { kind: "signed-in", env: withKeys(env, keys), roleArn };
}

/** The same for those who can't go on without. */
export async function requireSignIn(env: NodeJS.ProcessEnv, place: EksPlace, command: string): Promise<SignedIn> {
  const signedIn = await signIn(env, place, command);
  if (signedIn.kind === "fault") throw new Failure(`${signedIn.what}. ${signedIn.fix}`);
  return signedIn;
}

/** The older name of the token would win over the newer one, and an expiry that was set is that of the caller's own keys. */
function withKeys(env: NodeJS.ProcessEnv, keys: z.output<typeof assumed>["Credentials"]): NodeJS.ProcessEnv {
  return {
    ...env,
    AWS_ACCESS_KEY_ID: keys.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.SecretAccessKey,
    AWS_SESSION_TOKEN: keys.SessionToken,
    AWS_SECURITY_TOKEN: undefined,
    AWS_CREDENTIAL_EXPIRATION: undefined,
  };
}
