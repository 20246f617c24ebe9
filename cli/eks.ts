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
    if (ended.stderr.includes("ResourceNotFoundException")) return { kind: "absent" };
    const reason = ended.stderr.trim().split("\n").at(-1) ?? "";
    const fix = `Sign in to the account ${account} (aws sso login, or AWS_PROFILE), then try again.`;
    return { kind: "fault", what: `aws could not ask EKS: ${reason}`, fix };
  }
  const { data } = described.safeParse(parseJson(ended.stdout));
  if (data === undefined) return { kind: "fault", what: "aws gave something else than a cluster", fix: "Update the AWS CLI." };
  const { arn, status, endpoint, certificateAuthority } = data.cluster;
  const [, , , , owner = ""] = arn.split(":");
  if (owner !== account) {
    const what = `aws is signed in to the account ${owner}, and the environment lives in ${account}`;
    return { kind: "fault", what, fix: `Sign in to ${account}.` };
  }
  return { kind: "cluster", cluster: { status, endpoint, certificateAuthority: certificateAuthority?.data } };
}

/** The same for those who can't go on without a cluster. */
export async function requireEks(env: NodeJS.ProcessEnv, place: EksPlace, environment: string): Promise<EksClusterState> {
  const answer = await describeEks(env, place);
  if (answer.kind === "fault") throw new Failure(`${answer.what}. ${answer.fix}`);
  if (answer.kind === "absent") {
    throw new Failure(`EKS has no cluster "${place.name}" in ${place.region}. Make it: npx cdktf deploy ${environment}`);
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
