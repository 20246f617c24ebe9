import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EksCluster } from "@cdktf/provider-aws/lib/eks-cluster";
import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Fn } from "cdktf";
import * as fc from "fast-check";
import { policyDocument } from "../../constructs/aws/policy-document";
import { rules as allRules } from "../../policies";
import type { Rule } from "../../policies/rule";
import { SynthesizedStack } from "../../stacks/synthesized-stack";
import { synthesize, testStack } from "../helpers/synthesize";

/** Those that look at AWS: the others are about k3s and about where state lies. */
const rules = allRules.filter(({ id }) => !/^(K3S|STATE)-/.test(id));

function findings(json: object, rule: Rule) {
  const stack = new SynthesizedStack("production-data", JSON.stringify(json));
  return rule.check({ stack, environment: undefined });
}

const kept = { preventDestroy: true };

/** What cdktf writes of a stack that keeps every rule. */
function goodStack(): object {
  const stack = testStack("production-data");
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  const key = new KmsKey(stack, "key", { enableKeyRotation: true, deletionWindowInDays: 30, lifecycle: kept });

  const vpc = new Vpc(stack, "network", { cidrBlock: "10.0.0.0/16" });
  new DefaultSecurityGroup(stack, "closed", { vpcId: vpc.id });
  new Subnet(stack, "public", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24", mapPublicIpOnLaunch: false });
  const logs = new CloudwatchLogGroup(stack, "flow", { retentionInDays: 365, kmsKeyId: key.arn });
  new FlowLog(stack, "flow_log", { vpcId: vpc.id, trafficType: "ALL", logDestination: logs.arn });
  new SecurityGroup(stack, "nodes", {
    ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: [vpc.cidrBlock] }],
  });

  const cluster = new EksCluster(stack, "cluster", {
    name: "production",
    roleArn: "arn:aws:iam::111122223333:role/cluster",
    deletionProtection: true,
    enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    encryptionConfig: { resources: ["secrets"], provider: { keyArn: key.arn } },
    vpcConfig: { subnetIds: ["subnet-1"], endpointPrivateAccess: true, endpointPublicAccess: false },
  });
  const template = new LaunchTemplate(stack, "nodes_template", {
    metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
    blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true" } }],
    networkInterfaces: [{ associatePublicIpAddress: "false" }],
  });
  new EksNodeGroup(stack, "general", {
    clusterName: cluster.name,
    nodeRoleArn: "arn:aws:iam::111122223333:role/node",
    subnetIds: ["subnet-1"],
    scalingConfig: { minSize: 1, maxSize: 2, desiredSize: 1 },
    launchTemplate: { id: template.id, version: "1" },
  });

  const provider = new IamOpenidConnectProvider(stack, "github", {
    url: "https://token.actions.githubusercontent.com",
    clientIdList: ["sts.amazonaws.com"],
  });
  const host = Fn.replace(provider.url, "https://", "");
  const role = new IamRole(stack, "apply", {
    assumeRolePolicy: policyDocument([
      {
        sid: "GitHub",
        principals: { Federated: [provider.arn] },
        actions: ["sts:AssumeRoleWithWebIdentity"],
        conditions: {
          StringEquals: {
            [`${host}:aud`]: ["sts.amazonaws.com"],
            [`${host}:sub`]: ["repo:example/platform:environment:production"],
          },
        },
      },
    ]),
  });
  const policy = new IamPolicy(stack, "read", {
    policy: policyDocument([{ sid: "Read", actions: ["s3:GetObject"], resources: ["*"] }]),
  });
  new IamRolePolicyAttachment(stack, "apply_read", { role: role.name, policyArn: policy.arn });

  const bucket = new S3Bucket(stack, "raw", { lifecycle: kept });
  new S3BucketVersioningA(stack, "raw_versions", {
    bucket: bucket.id,
    versioningConfiguration: { status: "Enabled" },
  });
  new S3BucketServerSideEncryptionConfigurationA(stack, "raw_encryption", {
    bucket: bucket.id,
    rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn } }],
  });
  new S3BucketPublicAccessBlock(stack, "raw_access", {
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  new S3BucketPolicy(stack, "raw_policy", {
    bucket: bucket.id,
    policy: policyDocument([
      {
        sid: "TlsOnly",
        effect: "Deny",
        principals: "*",
        actions: ["s3:*"],
        resources: [bucket.arn, `${bucket.arn}/*`],
        conditions: { Bool: { "aws:SecureTransport": ["false"] } },
      },
    ]),
  });
  new EcrRepository(stack, "app", {
    name: "app",
    imageTagMutability: "IMMUTABLE",
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfiguration: [{ encryptionType: "KMS", kmsKey: key.arn }],
    lifecycle: kept,
  });
  return synthesize(stack).json;
}

/** What cdktf writes of a stack that leaves all at its default, or worse. */
function badStack(): object {
  const stack = testStack("production-data");
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  new KmsKey(stack, "key", { deletionWindowInDays: 7 });
  const vpc = new Vpc(stack, "network", { cidrBlock: "10.0.0.0/16" });
  new Subnet(stack, "public", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24", mapPublicIpOnLaunch: true });
  new CloudwatchLogGroup(stack, "flow", {});
  new SecurityGroup(stack, "nodes", {
    ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }],
  });
  new EksCluster(stack, "cluster", { name: "production", roleArn: "role", vpcConfig: { subnetIds: ["subnet-1"] } });
  new LaunchTemplate(stack, "nodes_template", { keyName: "key" });
  const role = new IamRole(stack, "apply", {
    assumeRolePolicy: policyDocument([
      { sid: "Anyone", principals: "*", actions: ["sts:AssumeRole"] },
      { sid: "GitHub", principals: { Federated: ["github"] }, actions: ["sts:AssumeRoleWithWebIdentity"] },
    ]),
  });
  new IamPolicy(stack, "all", { policy: policyDocument([{ sid: "All", actions: ["*"], resources: ["*"] }]) });
  new IamPolicy(stack, "unread", { policy: Fn.jsonencode({ Statement: [] }) });
  new IamRolePolicyAttachment(stack, "apply_admin", {
    role: role.name,
    policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
  });
  new S3Bucket(stack, "raw", {});
  new EcrRepository(stack, "app", { name: "app" });
  return synthesize(stack).json;
}

/** Any JSON, with the words that rules look for in it, and documents as text. */
function oddStacks(): fc.Arbitrary<object> {
  const words = fc.constantFrom(
    ...["aws_vpc", "aws_subnet", "aws_flow_log", "aws_default_security_group", "aws_security_group", "aws_instance"],
    ...["aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "aws_launch_template", "aws_ebs_volume"],
    ...["aws_eks_cluster", "aws_eks_node_group", "aws_kms_key", "aws_cloudwatch_log_group", "aws_ecr_repository"],
    ...["aws_s3_bucket", "aws_s3_bucket_policy", "aws_s3_bucket_versioning", "aws_s3_bucket_public_access_block"],
    ...["aws_s3_bucket_server_side_encryption_configuration", "aws_s3_bucket_logging", "aws_iam_role"],
    ...["aws_iam_policy", "aws_iam_role_policy_attachment", "main", "vpc_id", "bucket", "target_bucket", "dynamic"],
    ...["content", "ingress", "cidr_blocks", "cidr_ipv4", "protocol", "from_port", "to_port", "security_group_id"],
    ...["vpc_config", "public_access_cidrs", "encryption_config", "provider", "key_arn", "resources", "access_config"],
    ...["enabled_cluster_log_types", "metadata_options", "block_device_mappings", "ebs", "encrypted", "lifecycle"],
    ...["root_block_device", "ebs_block_device", "launch_template", "policy", "assume_role_policy", "policy_arn"],
    ...["rule", "apply_server_side_encryption_by_default", "versioning_configuration", "image_scanning_configuration"],
    ...["Statement", "Sid", "Effect", "Allow", "Deny", "Principal", "Federated", "AWS", "Action", "NotAction"],
    ...["Resource", "NotResource", "Condition", "StringEquals", "Bool", "aws:SecureTransport", "x:sub", "x:aud", "*"],
    ...["sts:AssumeRoleWithWebIdentity", "${aws_vpc.main.id}", "${aws_s3_bucket.main.id}", "0.0.0.0/0", "__proto__"],
    ...["arn:aws:iam::aws:policy/AdministratorAccess", "${", "}", '"', "\\"],
  );
  const { resource } = fc.letrec((tie) => ({
    resource: fc.dictionary(words, fc.dictionary(words, tie("value"), { maxKeys: 3 }), { maxKeys: 8 }),
    value: fc.oneof(
      { maxDepth: 5 },
      words,
      fc.jsonValue({ maxDepth: 1 }),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(words, tie("value"), { maxKeys: 5 }),
      fc.dictionary(words, tie("value"), { maxKeys: 5 }).map((value) => JSON.stringify(value)),
      fc.array(fc.dictionary(words, tie("value"))).map((value) => JSON.stringify({ Statement: value })),
    ),
  }));
  return fc.record({ resource, data: fc.oneof(resource, fc.jsonValue()) });
}

describe("the policies for AWS", () => {
  const good = goodStack();
  const bad = badStack();

  test.each(rules.map((rule) => [rule.id, rule] as const))("read what cdktf writes: %s", (_, rule) => {
    expect(findings(good, rule)).toEqual([]);
    expect(findings(bad, rule)).not.toEqual([]);
  });

  test("have nothing to say about a stack without AWS", () => {
    const stack = { resource: { terraform_data: { main: { policy: "x" } } } };
    expect(rules.flatMap((rule) => findings(stack, rule))).toEqual([]);
  });

  test("take any JSON, and name what is in the stack", () => {
    fc.assert(
      fc.property(oddStacks(), (json) => {
        const stack = new SynthesizedStack("production-data", JSON.stringify(json));
        const addresses = [...stack.resources, ...stack.dataSources].map(({ address }) => address);
        for (const rule of rules) {
          for (const { address, found } of rule.check({ stack, environment: undefined })) {
            expect(addresses).toContain(address);
            expect(found).toMatch(/^[^]+\.$/);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
