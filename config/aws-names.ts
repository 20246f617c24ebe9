/** Names on AWS that follow from the environment file, so that one stack can name what another makes without asking it. */
export interface AwsNames {
  /** Of the EKS cluster, and the beginning of all other names. */
  readonly cluster: string;
  /** Alias of the key of buckets, images and volumes, without `alias/`. */
  readonly dataKey: string;
  /** Alias of the key by which Vault unseals itself, without `alias/`. */
  readonly vaultKey: string;
  /** Bucket that takes the access logs of the others. */
  readonly logBucket: string;
  /** Bucket of the network's flow logs, where they go to one. */
  readonly flowLogBucket: string;
  /** What the names of the data lake's buckets begin with. */
  readonly lake: string;
  /** Role in which Atlantis runs Terraform. */
  readonly deployRole: string;
}

/** The most characters that a bucket's name may have. */
const BUCKET = 63;

/** The names of an environment's things on AWS. Those of buckets are the account's own: the whole world shares them. */
export function awsNames(organization: string, environment: string, account: string): AwsNames {
  const cluster = `${organization}-${environment}`;
  const bucket = (purpose: string): string =>
    `${bounded(cluster, BUCKET - purpose.length - account.length - 2)}-${account}-${purpose}`;
  return {
    cluster,
    dataKey: `${cluster}-data`,
    vaultKey: `${cluster}-vault`,
    logBucket: bucket("logs"),
    flowLogBucket: bucket("flow-logs"),
    // A lake's buckets have a word more at the end, of ten characters at most.
    lake: `${bounded(cluster, BUCKET - 10 - 1 - account.length - 1)}-${account}`,
    deployRole: `${cluster}-deploy`,
  };
}

/** Names of environments end apart, so that the beginning of a name that is too long gives way. */
function bounded(name: string, max: number): string {
  return name.length <= max ? name : name.slice(-max).replace(/^-+/, "");
}
