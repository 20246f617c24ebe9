import type { Construct } from "constructs";
import { inventoryOf } from "../catalog/inventory";
import { awsNames, type AwsNames } from "../config/aws-names";
import type { EksEnvironment, Organization } from "../config";
import { AccessLogBucket } from "../constructs/aws/data/access-log-bucket";
import { Certificate } from "../constructs/aws/data/certificate";
import { DataLake } from "../constructs/aws/data/data-lake";
import { lakeBucketNames } from "../constructs/aws/data/data-lake-access";
import { DnsZone } from "../constructs/aws/data/dns-zone";
import { EncryptionKey } from "../constructs/aws/data/encryption-key";
import { ImageRepositories } from "../constructs/aws/data/image-repositories";
import { flowLogsMayArrive } from "../constructs/aws/data/bucket-policy";
import { logDeliveryMayUse } from "../constructs/aws/data/key-users";
import { PrivateBucket, type PrivateBucketProps } from "../constructs/aws/data/private-bucket";
import type { Statement } from "../constructs/aws/policy-document";
import { addDeployers } from "./aws/deployers";
import { addAwsProvider } from "./aws/provider";
import { kept } from "./aws/kept";
import { BaseStack } from "./base-stack";
import { environmentProps } from "./environment-props";

/**
 * What outlives an environment's cluster: keys, buckets, images, the DNS zone, the roles in which it is deployed. It can be there before the cluster and after
 * it, and neither asks the other for anything: both compute the names (see {@link awsNames}).
 */
export class EksDataStack extends BaseStack {
  private readonly names: AwsNames;

  constructor(
    scope: Construct,
    private readonly settings: EksEnvironment,
    organization: Organization,
  ) {
    super(scope, `${settings.name}-data`, environmentProps(settings, organization));
    const { aws, data } = settings;
    this.names = awsNames(organization.name, settings.name, aws.account);
    addAwsProvider(this, aws);
    const { buckets, keys } = kept(inventoryOf(settings, organization).installations);
    const { keyArn: kmsKeyArn } = this.key(
      "key",
      this.names.dataKey,
      "Buckets, images and volumes",
      this.flowLogs().key,
    );
    for (const [id, { alias, component }] of Object.entries(keys)) this.key(id, alias, `The component ${component}`);

    const lake = data.lake ? Object.values(lakeBucketNames(this.names.lake)) : [];
    const { bucket: flowLogs } = this.flowLogs();
    const own: Readonly<Record<string, Omit<PrivateBucketProps, "kmsKeyArn" | "logBucket">>> = {
      ...Object.fromEntries(Object.entries(buckets).map(([id, name]) => [id, { name }])),
      ...(flowLogs === undefined ? {} : { flow_logs: flowLogs }),
    };
    const sources = [...Object.values(own).map((bucket) => bucket.name), ...lake];
    const logBucket =
      sources.length === 0
        ? undefined
        : new AccessLogBucket(this, "access_logs", { name: this.names.logBucket, account: aws.account, sources });
    for (const [id, bucket] of Object.entries(own)) {
      new PrivateBucket(this, id, { ...bucket, kmsKeyArn, ...(logBucket === undefined ? {} : { logBucket }) });
    }
    if (data.lake && logBucket !== undefined)
      new DataLake(this, "lake", { name: this.names.lake, kmsKeyArn, logBucket });
    if (Object.keys(data.images).length > 0) {
      new ImageRepositories(this, "images", { repositories: data.images, kmsKeyArn });
    }
    this.domain();
    addDeployers(this, settings, organization, [...sources, this.names.logBucket]);
  }

  private key(id: string, alias: string, what: string, statements: readonly Statement[] = []): EncryptionKey {
    const { account } = this.settings.aws;
    return new EncryptionKey(this, id, { alias, account, statements, description: `${what} of ${this.names.cluster}` });
  }

  /** Where the network's flow logs go when they go to a bucket, and what its key has to allow for that. */
  private flowLogs(): {
    readonly bucket?: Omit<PrivateBucketProps, "kmsKeyArn" | "logBucket">;
    readonly key: readonly Statement[];
  } {
    const { network, aws } = this.settings;
    if (network.vpc !== "new" || network.flowLogs.destination !== "s3") return { key: [] };
    const name = this.names.flowLogBucket;
    return {
      bucket: {
        name,
        expireDays: network.flowLogs.retentionDays,
        statements: flowLogsMayArrive(name, aws.region, aws.account),
      },
      key: logDeliveryMayUse(aws.region, aws.account),
    };
  }

  private domain(): void {
    const { dns, data, domain } = this.settings;
    if (dns?.provider !== "route53") return;
    if (data.zone === "existing" && !data.certificate) return;
    const zone =
      data.zone === "new" ? new DnsZone(this, "zone", { name: dns.zone }) : DnsZone.fromName(this, "zone", dns.zone);
    if (data.certificate) new Certificate(this, "certificate", { domain, zoneId: zone.zoneId });
  }
}
