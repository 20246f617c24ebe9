import { runProgram } from "./run-program";

/** Seconds that AWS has to answer. */
const SECONDS = 30;
const INSTALL = "Install the AWS CLI: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html";

/** Why AWS gave no answer, and what to do about it. */
export interface AwsFault {
  readonly kind: "fault";
  readonly what: string;
  readonly fix: string;
  /** What the aws command said, in full; empty when it did not come to say anything. */
  readonly said: string;
}

/** What the aws command printed, or why there is nothing. */
export type AwsAnswer = { readonly kind: "answer"; readonly text: string } | AwsFault;

/** Who asks AWS for what. */
export interface AwsQuestion {
  /** The environment of the aws command: its credentials are the caller's, or those of a role. */
  readonly env: NodeJS.ProcessEnv;
  /** Whom it asks, for people: `EKS`. */
  readonly whom: string;
  /** What to do when it refuses. */
  readonly fix: string;
}

/** Asks AWS by the aws command. */
export async function askAws({ env, whom, fix }: AwsQuestion, args: readonly string[]): Promise<AwsAnswer> {
  const ended = await runProgram("aws", args, { env, timeoutSeconds: SECONDS });
  if (ended.kind === "missing") return { kind: "fault", what: "aws is not on the PATH", fix: INSTALL, said: "" };
  if (ended.kind === "timeout") {
    return { kind: "fault", what: `AWS did not answer within ${SECONDS} seconds`, fix: "Try again.", said: "" };
  }
  if (ended.status === 0) return { kind: "answer", text: ended.stdout };
  const reason = ended.stderr.trim().split("\n").at(-1) ?? "";
  const what =
    reason === ""
      ? `aws could not ask ${whom} and gave no reason`
      : `aws could not ask ${whom}: ${reason.replace(/\.$/, "")}`;
  return { kind: "fault", what, fix, said: ended.stderr };
}

/** Reads what should be JSON; undefined when it is not, which a schema then refuses. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
