/**
 * A network that a cluster lives in: one that this repository makes, or one that exists. The ids of subnets that are made
 * here bring their routes with them: what names such an id is made after there is a way out.
 */
export interface Network {
  readonly vpcId: string;
  /** Subnets with a way out and none in, by zone (`a` for `eu-central-1a`): nodes and pods. */
  readonly privateSubnetIds: Readonly<Record<string, string>>;
  /** Subnets that the internet reaches, by zone: load balancers and NAT. Empty where there are none. */
  readonly publicSubnetIds: Readonly<Record<string, string>>;
  /** Subnets without any way out, by zone: the control plane's own network interfaces. */
  readonly intraSubnetIds: Readonly<Record<string, string>>;
  /** Subnets in a secondary range that pods take their addresses from, by zone. Empty: pods are in the private subnets. */
  readonly podSubnetIds: Readonly<Record<string, string>>;
}
