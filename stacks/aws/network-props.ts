import type { EksEnvironment } from "../../config";
import type { AwsNames } from "../../config/aws-names";
import type { FlowLogDestination } from "../../constructs/aws/network/flow-logs";
import type { ImportedNetworkProps } from "../../constructs/aws/network/imported-network";
import type { VpcProps } from "../../constructs/aws/network/vpc-props";

type Network = EksEnvironment["network"];
type NewNetwork = Extract<Network, { readonly vpc: "new" }>;
type ExistingNetwork = Extract<Network, { readonly vpc: "existing" }>;

/** What a network is made from, as its environment file says. */
export function newNetwork(
  network: NewNetwork,
  aws: EksEnvironment["aws"],
  names: AwsNames,
  kmsKeyArn: string,
): VpcProps {
  return {
    name: names.cluster,
    region: aws.region,
    cidr: network.cidr,
    zones: network.zones,
    nat: network.nat,
    ...(network.podCidr === undefined ? {} : { podCidr: network.podCidr }),
    interfaceEndpoints: network.endpoints,
    flowLogs: flowLogs(network, aws, names, kmsKeyArn),
  };
}

function flowLogs(
  { flowLogs: { destination, retentionDays } }: NewNetwork,
  { account }: EksEnvironment["aws"],
  names: AwsNames,
  kmsKeyArn: string,
): FlowLogDestination {
  // The bucket is of production-data, by its name: it outlives the network.
  if (destination === "s3") return { destination, bucketArn: `arn:aws:s3:::${names.flowLogBucket}` };
  return { destination, accountId: account, kmsKeyArn, retentionDays };
}

/** A network that exists, by the kinds of its subnets. */
export function existingNetwork({ id, zones }: ExistingNetwork): ImportedNetworkProps {
  const subnets = (kind: "private" | "public" | "intra"): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(zones).flatMap(([zone, { [kind]: subnet }]) => (subnet === undefined ? [] : [[zone, subnet]])),
    );
  const intraSubnetIds = subnets("intra");
  return {
    vpcId: id,
    privateSubnetIds: subnets("private"),
    publicSubnetIds: subnets("public"),
    ...(Object.keys(intraSubnetIds).length === 0 ? {} : { intraSubnetIds }),
  };
}
