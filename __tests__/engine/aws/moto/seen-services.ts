import { z } from "zod";
import type { Account } from "./account";

const policy = z.object({ Statement: z.array(z.unknown()) });

/** The image repositories, each with its key and what its policy allows. */
export function seenRepositories(account: Account) {
  const encryptionConfiguration = z.object({ encryptionType: z.string(), kmsKey: z.string().optional() });
  const repository = z.object({ repositoryName: z.string(), repositoryArn: z.string(), encryptionConfiguration });
  const shape = z.object({ repositories: z.array(repository) });
  const { repositories } = account.one("ecr", "describe_repositories", shape);
  const asked = repositories.map(({ repositoryName }) => ({ repositoryName }));
  const policies = account.each("ecr", "get_repository_policy", z.object({ policyText: z.string() }), asked);
  return repositories.map(({ repositoryName: _, ...rest }, index) => ({
    ...rest,
    statements: policy.parse(JSON.parse(policies[index]?.policyText ?? "{}")).Statement,
  }));
}

/** Who may take each role, by its name. */
export function seenTrust(account: Account) {
  const statement = z.object({ Principal: z.unknown(), Action: z.unknown(), Condition: z.unknown().optional() });
  const trust = z.object({ Statement: z.array(statement) });
  const shape = z.object({ Roles: z.array(z.object({ RoleName: z.string(), AssumeRolePolicyDocument: trust })) });
  const { Roles } = account.one("iam", "list_roles", shape, { MaxItems: 1000 });
  return Object.fromEntries(
    Roles.map(({ RoleName, AssumeRolePolicyDocument }) => [RoleName, AssumeRolePolicyDocument.Statement]),
  );
}

/** The certificates, and the records that prove them. */
export function seenCertificates(account: Account) {
  const list = z.object({ CertificateSummaryList: z.array(z.object({ CertificateArn: z.string() })) });
  const { CertificateSummaryList } = account.one("acm", "list_certificates", list);
  const ResourceRecord = z.object({ Name: z.string(), Value: z.string() });
  const Certificate = z.object({
    DomainName: z.string(),
    Status: z.string(),
    DomainValidationOptions: z.array(z.object({ ResourceRecord })),
  });
  const certificates = account.each("acm", "describe_certificate", z.object({ Certificate }), CertificateSummaryList);
  return certificates.map((one) => one.Certificate);
}

/** The records of all zones. */
export function seenRecords(account: Account) {
  const zones = z.object({ HostedZones: z.array(z.object({ Id: z.string() })) });
  const asked = account.one("route53", "list_hosted_zones", zones).HostedZones.map(({ Id }) => ({ HostedZoneId: Id }));
  const record = z.object({
    Name: z.string(),
    Type: z.string(),
    ResourceRecords: z.array(z.object({ Value: z.string() })),
  });
  const shape = z.object({ ResourceRecordSets: z.array(record) });
  return account.each("route53", "list_resource_record_sets", shape, asked).flatMap((one) => one.ResourceRecordSets);
}
