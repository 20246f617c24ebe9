import type { AwsNames } from "../../config/aws-names";
import { dnsRoleName, podRoleName } from "../../config/aws-role-names";
import type { EksEnvironment } from "../../config";
import { EncryptionKey } from "../../constructs/aws/data/encryption-key";
import type { Zone } from "../../constructs/aws/data/dns-zone";
import { ImageRepositories } from "../../constructs/aws/data/image-repositories";
import { podTargetTrust } from "../../constructs/aws/identity/pod-trust";
import { Role, roleArnOf } from "../../constructs/aws/identity/role";
import type { OtherAccount } from "../../constructs/aws/other-account";
import type { Identity } from "./identities";
import { inZone } from "./shared-account";

/**
 * Image repositories in the shared account, from which the environment's account pulls. Their key needs to know nothing of it:
 * ECR decrypts by grants of its own.
 * Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
 */
export function sharedImages(
  shared: OtherAccount,
  account: string,
  { aws, data }: EksEnvironment,
  names: AwsNames,
): void {
  const { keyArn: kmsKeyArn } = new EncryptionKey(shared, "images_key", {
    alias: `${names.cluster}-images`,
    description: `Images of ${names.cluster}`,
    account,
  });
  new ImageRepositories(shared, "images", { repositories: data.images, kmsKeyArn, pullAccounts: [aws.account] });
}

/** The roles in the shared account that pods of the environment change the zone in. They stay when its cluster goes. */
export function dnsRoles(
  shared: OtherAccount,
  identities: readonly Identity[],
  zone: Zone,
  { aws }: EksEnvironment,
  { cluster }: AwsNames,
): void {
  const clusterArn = `arn:aws:eks:${aws.region}:${aws.account}:cluster/${cluster}`;
  for (const { component, namespace, serviceAccount, statements } of identities) {
    const pods = { namespace, serviceAccounts: [serviceAccount] };
    const own = roleArnOf(aws.account, podRoleName(cluster, component, serviceAccount));
    new Role(shared, `dns_${component}_${serviceAccount}`, {
      name: dnsRoleName(cluster, component, serviceAccount),
      description: `DNS of ${zone.name} for pods of ${namespace}/${serviceAccount} in ${cluster}`,
      trust: podTargetTrust(own, clusterArn, pods),
      statements: inZone(statements, zone.zoneId),
    });
  }
}
