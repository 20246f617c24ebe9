import { z } from "zod";
import type { EksEnvironment, Organization } from "../config";
import { awsNames } from "../config/aws-names";
import { Failure } from "./failure";
import { runProgram } from "./run-program";

/** Seconds that AWS has to answer. */
const SECONDS = 30;

/** A cluster as EKS describes it. */
export interface EksClusterState {
  /** `CREATING`, `ACTIVE`, `UPDATING`, `DELETING`, `FAILED` … */
  readonly status: string;
  /** Of the API, with scheme; none before there is one. */
  readonly endpoint?: string | undefined;
  /** PEM in base64. */
  readonly certificateAuthority?: string | undefined;
}

/** What the aws command said: a cluster, that there is none, or why it could not say. */
export type EksAnswer =
  | { readonly kind: "cluster"; readonly cluster: EksClusterState }
  | { readonly kind: "absent" }
  | { readonly kind: "fault"; readonly what: string; readonly fix: string };

/** Where an environment's cluster is, and what it is called there. */
export interface EksPlace {
  readonly name: string;
  readonly region: string;
  readonly account: string;
}

const described = z.object({
  cluster: z.object({
    arn: z.string(),
    status: z.string(),
    endpoint: z.string().optional(),
    certificateAuthority: z.object({ data: z.string().optional() }).optional(),
  }),
});

/** Where the cluster of an environment is. */
export function eksPlace({ name, aws }: EksEnvironment, { name: organization }: Organization): EksPlace {
  return { name: awsNames(organization, name, aws.account).cluster, region: aws.region, account: aws.account };
}

/** Asks EKS for a cluster, with the credentials that the aws command has. */
export async function describeEks(env: NodeJS.ProcessEnv, place: EksPlace): Promise<EksAnswer> {
  const { name, region, account } = place;
  const args = ["eks", "describe-cluster", "--name", name, "--region", region, "--output", "json"];
  const ended = await runProgram("aws", args, { env, timeoutSeconds: SECONDS });
  if (ended.kind === "missing") {
    const fix = "Install the AWS CLI: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html";
    return { kind: "fault", what: "aws is not on the PATH", fix };
  }
  if (ended.kind === "timeout") {
    return { kind: "fault", what: `AWS did not answer within ${String(SECONDS)} seconds`, fix: "Try again." };
  }
  if (ended.status !== 0) {
    if (ended.stderr.includes("ResourceNotFoundException")) return noCluster(env, account);
    const reason = ended.stderr.trim().split("\n").at(-1) ?? "";
    const what =
      reason === ""
        ? "aws could not ask EKS and gave no reason"
        : `aws could not ask EKS: ${reason.replace(/\.$/, "")}`;
    const fix = `Sign in to the account ${account} (aws sso login, or AWS_PROFILE), then try again.`;
    return { kind: "fault", what, fix };
  }
  const { data } = described.safeParse(parseJson(ended.stdout));
  if (data === undefined)
    return { kind: "fault", what: "aws gave something else than a cluster", fix: "Update the AWS CLI." };
  const { arn, status, endpoint, certificateAuthority } = data.cluster;
  const [, , , , owner = ""] = arn.split(":");
  if (owner !== account) return wrongAccount(owner, account);
  return { kind: "cluster", cluster: { status, endpoint, certificateAuthority: certificateAuthority?.data } };
}

/** There is none of that name: in the environment's own account, or in another that somebody is signed in to. */
async function noCluster(env: NodeJS.ProcessEnv, account: string): Promise<EksAnswer> {
  const args = ["sts", "get-caller-identity", "--query", "Account", "--output", "text"];
  const ended = await runProgram("aws", args, { env, timeoutSeconds: SECONDS });
  const owner = ended.kind === "ended" && ended.status === 0 ? ended.stdout.trim() : account;
  return owner === account ? { kind: "absent" } : wrongAccount(owner, account);
}

function wrongAccount(owner: string, account: string): EksAnswer {
  const what = `aws is signed in to the account ${owner}, and the environment lives in ${account}`;
  return { kind: "fault", what, fix: `Sign in to ${account}.` };
}

/** The same for those who can't go on without a cluster. */
export async function requireEks(
  env: NodeJS.ProcessEnv,
  place: EksPlace,
  environment: string,
): Promise<EksClusterState> {
  const answer = await describeEks(env, place);
  if (answer.kind === "fault") throw new Failure(`${answer.what}. ${answer.fix}`);
  if (answer.kind === "absent") {
    throw new Failure(
      `EKS has no cluster "${place.name}" in ${place.region}. Make it: npx cdktf deploy ${environment}`,
    );
  }
  return answer.cluster;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The schema refuses it.
  }
}
