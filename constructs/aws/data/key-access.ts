import type { Statement } from "../policy-document";

/** A key of any stack, by what follows from the environment file: its alias, not the id that AWS invents. */
export interface KeyName {
  /** Without `alias/`. */
  readonly alias: string;
  /** The account that owns the key. */
  readonly account: string;
  readonly region: string;
}

/**
 * A statement of a role's policy: it may read, and with `write` also write, objects in S3 that are encrypted with a key. It
 * holds for the key that bears the alias and through S3 only, so the role can't decrypt anything that it can't also read in S3.
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
 */
export function mayUseKeyInS3(sid: string, key: KeyName, access: "read" | "write"): Statement {
  // Writing decrypts too: S3 reads the parts of a large upload again.
  const actions = access === "read" ? ["kms:Decrypt"] : ["kms:Decrypt", "kms:GenerateDataKey"];
  return { sid, actions, ...through("s3", key) };
}

/**
 * Statements of a role's policy: it may make and attach volumes that are encrypted with the key that bears the alias, through
 * EC2 only. EC2 asks in the role's name, and hands the key on to the machine that a volume is attached to by a grant.
 * Source: https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html#ebs-encryption-permissions
 */
export function mayUseKeyForVolumes(key: KeyName): readonly Statement[] {
  const volumes = through("ec2", key);
  return [
    {
      sid: "UseKeyOfVolumes",
      actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncrypt*"],
      ...volumes,
    },
    {
      sid: "GrantKeyOfVolumes",
      actions: ["kms:CreateGrant"],
      resources: volumes.resources,
      conditions: { ...volumes.conditions, Bool: { "kms:GrantIsForAWSResource": ["true"] } },
    },
  ];
}

function through(service: string, key: KeyName): Required<Pick<Statement, "resources" | "conditions">> {
  return {
    resources: [`arn:aws:kms:${key.region}:${key.account}:key/*`],
    conditions: {
      StringEquals: { "kms:ViaService": [`${service}.${key.region}.amazonaws.com`] },
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": [`alias/${key.alias}`] },
    },
  };
}
