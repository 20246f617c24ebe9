import { z } from "zod";
import { askAws, parseJson } from "../aws";
import type { EksPlace } from "../eks";
import { Failure } from "../failure";

/** Something that a cluster has made in AWS and that Terraform does not know. */
export interface Leftover {
  readonly kind: "load balancer" | "volume";
  /** ARN of a load balancer, id of a volume. */
  readonly id: string;
  /** What removes it. */
  readonly command: string;
}

const tagged = z.object({ ResourceTagMappingList: z.array(z.object({ ResourceARN: z.string() })) });
const disks = z.object({ Volumes: z.array(z.object({ VolumeId: z.string() })) });

/**
 * Asks AWS for the load balancers and volumes that bear a cluster's tags. Volumes of Auto Mode bear others and are not
 * among them.
 *
 * @param retained handles of volumes that are to stay.
 */
export async function findLeftovers(
  env: NodeJS.ProcessEnv,
  place: EksPlace,
  retained: readonly string[],
): Promise<readonly Leftover[]> {
  const aws = { env, region: place.region, account: place.account };
  // Each controller has a tag of its own: the one in the control plane, the AWS Load Balancer Controller, and Auto Mode.
  const tags = [
    `Key=kubernetes.io/cluster/${place.name},Values=owned`,
    `Key=elbv2.k8s.aws/cluster,Values=${place.name}`,
    `Key=eks:eks-cluster-name,Values=${place.name}`,
  ];
  const arns = new Set<string>();
  for (const tag of tags) {
    const filters = ["--resource-type-filters", "elasticloadbalancing:loadbalancer", "--tag-filters", tag];
    const text = await answer(aws, "its tags", ["resourcegroupstaggingapi", "get-resources", ...filters]);
    for (const { ResourceARN } of read(tagged, text).ResourceTagMappingList) arns.add(ResourceARN);
  }
  const balancers: Leftover[] = [];
  for (const arn of arns) if (await balancerThere(aws, arn)) balancers.push(balancerOf(arn, place.region));
  return [...balancers, ...(await volumesOf(aws, place, retained))];
}

interface Aws {
  readonly env: NodeJS.ProcessEnv;
  readonly region: string;
  readonly account: string;
}

/** The tags outlive what bore them for a while. */
async function balancerThere(aws: Aws, arn: string): Promise<boolean> {
  const { service, ids } = addressed(arn);
  const args = [service, "describe-load-balancers", ...ids];
  return (await answer(aws, "load balancers", args, "LoadBalancerNotFound")) !== undefined;
}

function balancerOf(arn: string, region: string): Leftover {
  const { service, id } = addressed(arn);
  const command = `aws ${service} delete-load-balancer --region ${region} ${id.join(" ")}`;
  return { kind: "load balancer", id: arn, command };
}

/** The older kind is addressed by its name: `loadbalancer/a1b2`, the others have their kind before it. */
function addressed(arn: string): { service: string; ids: readonly string[]; id: readonly string[] } {
  const path = arn.slice(arn.indexOf(":loadbalancer/") + ":loadbalancer/".length);
  return path.includes("/")
    ? { service: "elbv2", ids: ["--load-balancer-arns", arn], id: ["--load-balancer-arn", arn] }
    : { service: "elb", ids: ["--load-balancer-names", path], id: ["--load-balancer-name", path] };
}

/** The driver tags what it makes with the cluster and the volume's name; a node's disks have only the first. */
async function volumesOf(aws: Aws, { name, region }: EksPlace, retained: readonly string[]): Promise<Leftover[]> {
  const filters = [`Name=tag:kubernetes.io/cluster/${name},Values=owned`, "Name=tag-key,Values=CSIVolumeName"];
  const text = await answer(aws, "volumes", ["ec2", "describe-volumes", "--filters", ...filters]);
  return read(disks, text)
    .Volumes.map(({ VolumeId }) => VolumeId)
    .filter((id) => !retained.includes(id))
    .map((id) => ({ kind: "volume", id, command: `aws ec2 delete-volume --region ${region} --volume-id ${id}` }));
}

/** What AWS says; undefined when it is the error that is told of what is gone. */
async function answer(
  { env, region, account }: Aws,
  whom: string,
  args: readonly string[],
  gone?: string,
): Promise<string | undefined> {
  const fix = `Sign in to the account ${account} as somebody who may do ${args.slice(0, 2).join(" ")}.`;
  const asked = await askAws({ env, whom: `AWS for ${whom}`, fix }, [...args, "--region", region, "--output", "json"]);
  if (asked.kind === "answer") return asked.text;
  if (gone !== undefined && asked.said.includes(gone)) return undefined;
  throw new Failure(`${asked.what}. ${asked.fix}`);
}

function read<Schema extends z.ZodType>(schema: Schema, text: string | undefined): z.output<Schema> {
  const { data } = schema.safeParse(parseJson(text ?? ""));
  if (data === undefined) throw new Failure("aws gave something else than a list. Update the AWS CLI.");
  return data;
}
