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
import { OtherAccount } from "../constructs/aws/other-account";
import type { Statement } from "../constructs/aws/policy-document";
import { addDeployers } from "./aws/deployers";
import { identitiesOf, type Identity } from "./aws/identities";
import { addAwsProvider, addSharedProvider } from "./aws/provider";
import { kept } from "./aws/kept";
import { dnsRoles, sharedImages } from "./aws/shared-services";
import { BaseStack } from "./base-stack";
import { environmentProps } from "./environment-props";

/**
 * What outlives an environment's cluster: keys, buckets, images, the DNS zone, the roles in which it is deployed. It can be
 * there before the cluster and after it, and neither asks the other for anything: both compute the names (see
 * {@link awsNames}).
 */
export class EksDataStack extends BaseStack {
  private readonly names: AwsNames;
  private readonly shared: OtherAccount | undefined;

  constructor(
    scope: Construct,
    private readonly settings: EksEnvironment,
    organization: Organization,
  ) {
    super(scope, `${settings.name}-data`, environmentProps(settings, organization));
    const { aws, data } = settings;
    this.names = awsNames(organization.name, settings.name, aws.account);
    addAwsProvider(this, aws);
    const sharedProvider = addSharedProvider(this, aws);
    this.shared = sharedProvider && new OtherAccount(this, "shared", sharedProvider);
    const { installations } = inventoryOf(settings, organization);
    const { buckets, keys } = kept(installations);
    const { keyArn: kmsKeyArn } = this.key(
      "key",
      this.names.dataKey,
      "Buckets, images and volumes",
      this.flowLogs().key,
    );
    for (const [id, { alias, component }] of Object.entries(keys)) this.key(id, alias, `The component ${component}`);

    const lake = data.lake === undefined ? [] : Object.values(lakeBucketNames(this.names.lake));
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
    if (data.lake !== undefined && logBucket !== undefined)
      new DataLake(this, "lake", { name: this.names.lake, kmsKeyArn, logBucket });
    if (Object.keys(data.images).length > 0) {
      if (this.shared !== undefined && aws.shared !== undefined)
        sharedImages(this.shared, aws.shared.account, settings, this.names);
      else new ImageRepositories(this, "images", { repositories: data.images, kmsKeyArn });
    }
    const dataKey = { alias: this.names.dataKey, account: aws.account, region: aws.region };
    this.domain(identitiesOf(installations, dataKey).filter(({ on }) => on === "dns"));
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

  /** @param identities those that change the zone. */
  private domain(identities: readonly Identity[]): void {
    const { shared } = this;
    const { dns, data, domain } = this.settings;
    if (dns?.provider !== "route53") return;
    const changedFromElsewhere = shared !== undefined && identities.length > 0;
    if (data.zone === "existing" && !data.certificate && !changedFromElsewhere) return;
    const place = shared ?? this;
    const zone =
      data.zone === "new" ? new DnsZone(place, "zone", { name: dns.zone }) : DnsZone.fromName(place, "zone", dns.zone);
    if (data.certificate) {
      const elsewhere = shared === undefined ? {} : { zoneProvider: shared.provider };
      new Certificate(this, "certificate", { domain, zoneId: zone.zoneId, ...elsewhere });
    }
    if (shared !== undefined) dnsRoles(shared, identities, zone, this.settings, this.names);
  }
}
