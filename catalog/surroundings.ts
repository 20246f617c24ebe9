import type { Link } from "./component";

/** The cloud that an environment's cluster runs in, with what its file says of it. */
export type Cloud =
  | { readonly kind: "none" }
  | {
      readonly kind: "aws";
      readonly region: string;
      /** Twelve digits. */
      readonly account: string;
      /** What EKS Auto Mode needs to be known of, where it runs nodes; undefined without it. */
      readonly autoMode?: AutoModeSurroundings;
    }
  | {
      readonly kind: "azure";
      readonly location: string;
      readonly tenant: string;
      readonly subscription: string;
      /** Resource group of the cluster and of what its components use. */
      readonly resourceGroup: string;
    };

/** A cluster in which EKS Auto Mode runs nodes, load balancers and volumes. */
export interface AutoModeSurroundings {
  /** Whether it has nodes of node groups, too, with add-ons for their network. */
  readonly otherNodes: boolean;
  /** Whether the EBS driver makes volumes for those. */
  readonly otherVolumes: boolean;
}

/** Who serves the environment's DNS names. */
export type Dns =
  | { readonly provider: "cloudflare"; readonly zone: string; readonly proxied: boolean }
  | { readonly provider: "route53"; readonly zone: string; readonly region: string }
  | {
      readonly provider: "azure";
      readonly zone: string;
      readonly tenant: string;
      readonly subscription: string;
      readonly resourceGroup: string;
    };

/** What a component may know of the environment it runs in: plain data, the same for every kind of cluster. */
export interface Surroundings {
  /** The environment's name. */
  readonly environment: string;
  /** The organization's short name, by which names in clouds begin. */
  readonly organization: string;
  /** The environment's domain. */
  readonly domain: string;
  readonly engine: "argocd" | "flux";
  readonly cloud: Cloud;
  /** Undefined where nobody serves names, on a laptop for instance. */
  readonly dns: Dns | undefined;
  /** Whether the cluster is on somebody's laptop: nothing reaches it from outside. */
  readonly laptop: boolean;
  /** Whether the cluster has the machines to run everything several times. */
  readonly highAvailability: boolean;
  /** Whether the environment has a component of this name. */
  readonly has: (component: string) => boolean;
  /** Every page of the environment's components, with the namespace of its Service, in the order of names. */
  readonly links: () => readonly PlacedLink[];
}

/** A page and where its Service lives. */
export interface PlacedLink extends Link {
  readonly component: string;
  readonly namespace: string;
}
