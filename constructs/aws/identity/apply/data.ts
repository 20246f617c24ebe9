import { bucketArn } from "../../data/bucket-policy";
import type { Statement } from "../../policy-document";
import { madeWithTags, taggedAs, type Deployment } from "./deployment";

/**
 * What outlives the cluster: to make it and to change how it is set up. Nothing reads what is in it, and nothing deletes it:
 * Terraform refuses that as well, and who means it is somebody else. Of the keys, only the cluster's own may go.
 */
export function mayDeployData(deployment: Deployment): readonly Statement[] {
  const { name, account, region, buckets, stack, zone } = deployment;
  const keys = [`arn:aws:kms:${region}:${account}:key/*`];
  const tagged = taggedAs(deployment);
  return [
    {
      sid: "MakeKeys",
      actions: ["kms:CreateKey", "kms:TagResource"],
      resources: ["*"],
      conditions: { StringEquals: { "aws:RequestedRegion": [region], ...madeWithTags(deployment) } },
    },
    {
      sid: "ManageKeys",
      // By the tags, not by the alias: a key has none when its rotation is turned on.
      actions: [
        "kms:CreateAlias",
        "kms:DeleteAlias",
        "kms:EnableKeyRotation",
        "kms:PutKeyPolicy",
        "kms:TagResource",
        "kms:UntagResource",
        "kms:UpdateAlias",
        "kms:UpdateKeyDescription",
      ],
      resources: keys,
      conditions: { StringEquals: tagged },
    },
    {
      sid: "NameKeys",
      actions: ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"],
      resources: [name, `${name}-*`].map((alias) => `arn:aws:kms:${region}:${account}:alias/${alias}`),
    },
    {
      sid: "DeleteClusterKey",
      actions: ["kms:ScheduleKeyDeletion"],
      resources: keys,
      conditions: { StringEquals: { ...tagged, "aws:ResourceTag/stack": [stack] } },
    },
    {
      // EKS, ECR and EC2 ask in the name of who makes a cluster, a repository or a machine with an encrypted disk.
      sid: "HandKeysOn",
      actions: ["kms:CreateGrant", "kms:RetireGrant"],
      resources: keys,
      conditions: { StringEquals: tagged, Bool: { "kms:GrantIsForAWSResource": ["true"] } },
    },
    {
      sid: "EncryptDisks",
      actions: ["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncrypt*"],
      resources: keys,
      conditions: { StringEquals: { ...tagged, "kms:ViaService": [`ec2.${region}.amazonaws.com`] } },
    },
    {
      sid: "DeployBuckets",
      actions: [
        "s3:CreateBucket",
        "s3:DeleteBucketPolicy",
        "s3:PutBucketLogging",
        "s3:PutBucketOwnershipControls",
        "s3:PutBucketPolicy",
        "s3:PutBucketPublicAccessBlock",
        "s3:PutBucketTagging",
        "s3:PutBucketVersioning",
        "s3:PutEncryptionConfiguration",
        "s3:PutLifecycleConfiguration",
        "s3:TagResource",
        "s3:UntagResource",
      ],
      resources: [
        bucketArn(`${name}-*`),
        ...buckets.filter((bucket) => !bucket.startsWith(`${name}-`)).map((bucket) => bucketArn(bucket)),
      ],
    },
    {
      sid: "DeployRepositories",
      // Their names are the file's own, and there can be more of them than a policy has room for.
      actions: [
        "ecr:CreateRepository",
        "ecr:DeleteLifecyclePolicy",
        "ecr:DeleteRepositoryPolicy",
        "ecr:PutImageScanningConfiguration",
        "ecr:PutImageTagMutability",
        "ecr:PutLifecyclePolicy",
        "ecr:SetRepositoryPolicy",
        "ecr:TagResource",
        "ecr:UntagResource",
      ],
      resources: [`arn:aws:ecr:${region}:${account}:repository/*`],
    },
    ...(zone === undefined ? [] : mayDeployZone(zone, region, account)),
  ];
}

/** A DNS zone, and a certificate that records of the zone prove. */
function mayDeployZone(zone: string, region: string, account: string): readonly Statement[] {
  const zones = ["arn:aws:route53:::hostedzone/*"];
  return [
    { sid: "MakeZone", actions: ["route53:CreateHostedZone"], resources: ["*"] },
    {
      sid: "ManageZone",
      actions: ["route53:ChangeTagsForResource", "route53:UpdateHostedZoneComment"],
      resources: zones,
    },
    {
      sid: "ProveDomain",
      actions: ["route53:ChangeResourceRecordSets"],
      resources: zones,
      conditions: {
        "ForAllValues:StringLike": { "route53:ChangeResourceRecordSetsNormalizedRecordNames": [`_*.${zone}`] },
        "ForAllValues:StringEquals": { "route53:ChangeResourceRecordSetsRecordTypes": ["CNAME"] },
      },
    },
    {
      sid: "DeployCertificate",
      actions: [
        "acm:AddTagsToCertificate",
        "acm:DeleteCertificate",
        "acm:RemoveTagsFromCertificate",
        "acm:RequestCertificate",
        "acm:UpdateCertificateOptions",
      ],
      resources: [`arn:aws:acm:${region}:${account}:certificate/*`],
    },
  ];
}
