import { z } from "zod";
import type { Account } from "./account";

const filtered = (name: string, ...values: string[]) => ({ Filters: [{ Name: name, Values: values }] });

/** The network named so: its id, and its subnets' ranges by their names. */
export function seenNetwork(account: Account, name: string) {
  const vpcs = z.object({ Vpcs: z.array(z.object({ VpcId: z.string(), CidrBlock: z.string() })) });
  const [vpc, ...more] = account.one("ec2", "describe_vpcs", vpcs, filtered("tag:Name", name)).Vpcs;
  if (vpc === undefined || more.length > 0) throw new Error(`There isn't one network ${name}.`);
  const tag = z.object({ Key: z.string(), Value: z.string() });
  const subnets = z.object({
    Subnets: z.array(z.object({ CidrBlock: z.string(), AvailabilityZone: z.string(), Tags: z.array(tag) })),
  });
  const inside = filtered("vpc-id", vpc.VpcId);
  const { Subnets } = account.one("ec2", "describe_subnets", subnets, inside);
  return {
    id: vpc.VpcId,
    cidr: vpc.CidrBlock,
    subnets: Object.fromEntries(
      Subnets.map(({ CidrBlock, AvailabilityZone, Tags }) => [
        Tags.find(({ Key }) => Key === "Name")?.Value ?? "",
        { zone: AvailabilityZone, cidr: CidrBlock },
      ]),
    ),
  };
}

/** What is logged of a network, and where to. */
export function seenFlowLogs(account: Account, vpcId: string) {
  const flowLog = z.object({ FlowLogStatus: z.string(), TrafficType: z.string(), LogDestination: z.string() });
  const shape = z.object({ FlowLogs: z.array(flowLog) });
  return account.one("ec2", "describe_flow_logs", shape, filtered("resource-id", vpcId)).FlowLogs;
}

/** The rules of a network's default security group. */
export function seenDefaultRules(account: Account, vpcId: string) {
  const group = z.object({
    GroupName: z.string(),
    IpPermissions: z.array(z.unknown()),
    IpPermissionsEgress: z.array(z.unknown()),
  });
  const shape = z.object({ SecurityGroups: z.array(group) });
  const { SecurityGroups } = account.one("ec2", "describe_security_groups", shape, filtered("vpc-id", vpcId));
  return SecurityGroups.filter(({ GroupName }) => GroupName === "default");
}

/** Names of all clusters. */
export function seenClusters(account: Account): readonly string[] {
  return account.one("eks", "list_clusters", z.object({ clusters: z.array(z.string()) })).clusters;
}

const clusterShape = z.object({
  cluster: z.object({
    resourcesVpcConfig: z.object({ endpointPrivateAccess: z.boolean(), endpointPublicAccess: z.boolean() }),
    logging: z.object({ clusterLogging: z.array(z.object({ enabled: z.boolean(), types: z.array(z.string()) })) }),
    encryptionConfig: z.array(z.object({ resources: z.array(z.string()), provider: z.object({ keyArn: z.string() }) })),
  }),
});

/** Who reaches a cluster, what it logs and what it encrypts. */
export function seenCluster(account: Account, name: string) {
  return account.one("eks", "describe_cluster", clusterShape, { name }).cluster;
}

const templateShape = z.object({
  LaunchTemplateVersions: z.array(
    z.object({
      LaunchTemplateData: z.object({
        MetadataOptions: z.object({ HttpTokens: z.string(), HttpPutResponseHopLimit: z.number() }),
        BlockDeviceMappings: z.array(z.object({ Ebs: z.object({ Encrypted: z.boolean(), KmsKeyId: z.string() }) })),
      }),
    }),
  ),
});

/** What the nodes of each group of a cluster are started from. */
export function seenNodeTemplates(account: Account, clusterName: string) {
  const names = z.object({ nodegroups: z.array(z.string()) });
  const { nodegroups } = account.one("eks", "list_nodegroups", names, { clusterName });
  const group = z.object({
    nodegroup: z.object({ launchTemplate: z.object({ id: z.string(), version: z.string() }) }),
  });
  const groups = account.each(
    "eks",
    "describe_nodegroup",
    group,
    nodegroups.map((nodegroupName) => ({ clusterName, nodegroupName })),
  );
  const asked = groups.map(
    ({
      nodegroup: {
        launchTemplate: { id, version },
      },
    }) => ({ LaunchTemplateId: id, Versions: [version] }),
  );
  return account
    .each("ec2", "describe_launch_template_versions", templateShape, asked)
    .flatMap(({ LaunchTemplateVersions }) =>
      LaunchTemplateVersions.map(({ LaunchTemplateData }) => LaunchTemplateData),
    );
}

/** The account's own keys by their aliases, and whether they are rotated. */
export function seenKeys(account: Account) {
  const aliases = z.object({ Aliases: z.array(z.object({ AliasName: z.string(), TargetKeyId: z.string() })) });
  const own = account
    .one("kms", "list_aliases", aliases)
    .Aliases.filter(({ AliasName }) => !AliasName.startsWith("alias/aws/"));
  const asked = own.map(({ TargetKeyId }) => ({ KeyId: TargetKeyId }));
  const keys = account.each("kms", "describe_key", z.object({ KeyMetadata: z.object({ Arn: z.string() }) }), asked);
  const rotation = account.each("kms", "get_key_rotation_status", z.object({ KeyRotationEnabled: z.boolean() }), asked);
  return Object.fromEntries(
    own.map(({ AliasName }, index) => [
      AliasName,
      { arn: keys[index]?.KeyMetadata.Arn, rotated: rotation[index]?.KeyRotationEnabled },
    ]),
  );
}

const statement = z.object({
  Effect: z.string(),
  Action: z.union([z.string(), z.array(z.string())]),
  Principal: z.unknown(),
  Resource: z.unknown(),
  Condition: z.unknown(),
});
const encryption = z.object({ SSEAlgorithm: z.string(), KMSMasterKeyID: z.string().optional() });

/** All buckets by name: who is let in, what is kept, and under which key. */
export function seenBuckets(account: Account) {
  const names = z.object({ Buckets: z.array(z.object({ Name: z.string() })) });
  const asked = account.one("s3", "list_buckets", names).Buckets.map(({ Name }) => ({ Bucket: Name }));
  const closed = z.object({ PublicAccessBlockConfiguration: z.record(z.string(), z.boolean()) });
  const rules = z.array(z.object({ ApplyServerSideEncryptionByDefault: encryption }));
  const encrypted = z.object({ ServerSideEncryptionConfiguration: z.object({ Rules: rules }) });
  const closedTo = account.each("s3", "get_public_access_block", closed, asked);
  const versions = account.each("s3", "get_bucket_versioning", z.object({ Status: z.string() }), asked);
  const keys = account.each("s3", "get_bucket_encryption", encrypted, asked);
  const policies = account.each("s3", "get_bucket_policy", z.object({ Policy: z.string() }), asked);
  return Object.fromEntries(
    asked.map(({ Bucket }, index) => [
      Bucket,
      {
        closed: closedTo[index]?.PublicAccessBlockConfiguration,
        versioning: versions[index]?.Status,
        encryption: keys[index]?.ServerSideEncryptionConfiguration.Rules[0]?.ApplyServerSideEncryptionByDefault,
        statements: z.object({ Statement: z.array(statement) }).parse(JSON.parse(policies[index]?.Policy ?? "{}"))
          .Statement,
      },
    ]),
  );
}

/** The roles that pods take, by name, each with the statements of who may take it. */
export function seenPodRoles(account: Account) {
  const trust = z.object({
    Statement: z.array(z.object({ Principal: z.unknown(), Action: z.unknown(), Condition: z.unknown().optional() })),
  });
  const shape = z.object({ Roles: z.array(z.object({ RoleName: z.string(), AssumeRolePolicyDocument: trust })) });
  const { Roles } = account.one("iam", "list_roles", shape, { MaxItems: 1000 });
  const ofPods = Roles.filter((role) => JSON.stringify(role).includes("pods.eks.amazonaws.com"));
  return Object.fromEntries(
    ofPods.map(({ RoleName, AssumeRolePolicyDocument }) => [RoleName, AssumeRolePolicyDocument.Statement]),
  );
}

/** The DNS zones by name. */
export function seenZones(account: Account) {
  const zone = z.object({ Name: z.string(), Config: z.object({ PrivateZone: z.boolean() }) });
  return account.one("route53", "list_hosted_zones", z.object({ HostedZones: z.array(zone) })).HostedZones;
}
