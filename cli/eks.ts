import { z } from "zod";
import type { EksEnvironment, Organization } from "../config";
import { awsNames } from "../config/aws-names";
import { askAws, parseJson } from "./aws";
import { Failure } from "./failure";

/** A cluster as EKS describes it. */
export interface EksClusterState {
  /** `CREATING`, `ACTIVE`, `UPDATING`, `DELETING`, `FAILED` … */
  readonly status: string;
  /** Of the API, with scheme; none before there is one. */
  readonly endpoint?: string | undefined;
  /** PEM in base64. */
  readonly certificateAuthority?: string | undefined;
  /** Whether EKS refuses to delete it. */
  readonly deletionProtection?: boolean | undefined;
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
  /** The role that gets in there from another account. */
  readonly roleArn?: string | undefined;
}

const described = z.object({
  cluster: z.object({
    arn: z.string(),
    status: z.string(),
    endpoint: z.string().optional(),
    certificateAuthority: z.object({ data: z.string().optional() }).optional(),
    deletionProtection: z.boolean().optional(),
  }),
});

/** Where the cluster of an environment is. */
export function eksPlace({ name, aws }: EksEnvironment, { name: organization }: Organization): EksPlace {
  const { account, region, roleArn } = aws;
  return { name: awsNames(organization, name, account).cluster, region, account, roleArn };
}

/** Asks EKS for a cluster, with the credentials that the aws command has. */
export async function describeEks(env: NodeJS.ProcessEnv, place: EksPlace): Promise<EksAnswer> {
  const { name, region, account } = place;
  const fix = `Sign in to the account ${account} (aws sso login, or AWS_PROFILE), then try again.`;
  const args = ["eks", "describe-cluster", "--name", name, "--region", region, "--output", "json"];
  const asked = await askAws({ env, whom: "EKS", fix }, args);
  if (asked.kind === "fault") {
    return asked.said.includes("ResourceNotFoundException") ? noCluster(env, account) : asked;
  }
  const { data } = described.safeParse(parseJson(asked.text));
  if (data === undefined)
    return { kind: "fault", what: "aws gave something else than a cluster", fix: "Update the AWS CLI." };
  const { arn, certificateAuthority, ...cluster } = data.cluster;
  const [, , , , owner = ""] = arn.split(":");
  if (owner !== account) return wrongAccount(owner, account);
  return { kind: "cluster", cluster: { ...cluster, certificateAuthority: certificateAuthority?.data } };
}

/** There is none of that name: in the environment's own account, or in another that somebody is signed in to. */
async function noCluster(env: NodeJS.ProcessEnv, account: string): Promise<EksAnswer> {
  const args = ["sts", "get-caller-identity", "--query", "Account", "--output", "text"];
  const asked = await askAws({ env, whom: "STS", fix: "" }, args);
  const owner = asked.kind === "answer" ? asked.text.trim() : account;
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
