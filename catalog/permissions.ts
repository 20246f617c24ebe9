/** A statement of an AWS policy that allows something. */
export interface PolicyStatement {
  /** Letters and digits. */
  readonly sid: string;
  readonly actions: readonly string[];
  /** ARNs, with `*` only where the action knows no narrower resource. */
  readonly resources: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** A role of Azure and what it is given on. */
export interface RoleAssignment {
  /** Name of a built-in role, `DNS Zone Contributor` for instance. */
  readonly role: string;
  /** Resource id, as far as it follows from the environment file. */
  readonly scope: string;
}

/** What service accounts of a component may do in the cloud; the cluster's stack makes an identity of it. */
export interface Permissions {
  /** Service accounts in the component's namespace that get the identity. */
  readonly serviceAccounts: readonly string[];
  readonly aws?: readonly PolicyStatement[];
  /** What the statements are about, where that may live in another account than the cluster: the DNS zone. */
  readonly on?: "dns";
  /** Buckets on AWS that it keeps things in, by purpose: they are made with what outlives the cluster. */
  readonly buckets?: Readonly<Record<string, string>>;
  /** Keys on AWS that are its own, by purpose, as aliases without `alias/`: they are made with what outlives the cluster. */
  readonly keys?: Readonly<Record<string, string>>;
  /** Whether it makes volumes of snapshots on AWS, for which it needs the key of volumes. */
  readonly volumes?: boolean;
  readonly azure?: readonly RoleAssignment[];
}
