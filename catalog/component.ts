import type { z } from "zod";
import type { Values } from "../constructs/gitops/values";
import type { KubernetesObject, SecretSpec } from "./kubernetes";
import type { Permissions } from "./permissions";
import type { Surroundings } from "./surroundings";

/** A Helm chart without its version, which stands in the environment file. */
export interface ChartSource {
  /** `https://…` of a chart repository, or `oci://…` of the folder in an OCI registry that holds the chart. */
  readonly repository: string;
  readonly name: string;
}

/** A page that a component serves to people. */
export interface Link {
  /** What it is called on a dashboard. */
  readonly name: string;
  /** Host name below the environment's domain: `grafana` for `grafana.staging.example.org`. */
  readonly host: string;
  /** The Service behind it, in the component's namespace. */
  readonly service: {
    readonly name: string;
    readonly port: number;
    /** For a Service that speaks TLS itself: the name in its certificate, and the Secret whose `ca.crt` signed it. */
    readonly tls?: { readonly hostname: string; readonly caSecret: string };
  };
}

/** How one knows that an object of a custom kind is up, for both engines: by a condition, or by a field of its status. */
export interface HealthRule {
  /** `cert-manager.io/v1`, for instance. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly upWhen: { readonly condition: string } | { readonly status: string; readonly is: string };
}

/** Something in an environment file that can't be, and that the schema of the options alone can't tell. */
export interface Mistake {
  /** The option that it is about; none for the component as a whole. */
  readonly option?: string;
  /** What is wrong and what to do, as the end of a sentence that begins with the component or its option. */
  readonly message: string;
}

/** Fields that controllers in the cluster fill in and that are no difference from the registry. */
export interface IgnoredDifference {
  readonly group: string;
  readonly kind: string;
  readonly name?: string;
  readonly jqPathExpressions: readonly string[];
}

/** What a component, or a variant of one, brings into an environment, by the environment's own facts. */
interface Parts<Options> {
  /** Values of the chart; a cluster fact is read by `clusterFacts.read(name)`. */
  readonly values?: (context: ComponentContext<Options>) => Values;
  /** Objects beside the chart, or instead of one. */
  readonly manifests?: (context: ComponentContext<Options>) => readonly KubernetesObject[];
  /** Secrets from Vault; whoever has any waits for the component secret-store. */
  readonly secrets?: (context: ComponentContext<Options>) => readonly SecretSpec[];
  /** What it may do in the cloud. */
  readonly permissions?: (context: ComponentContext<Options>) => Permissions;
  /** Pages for people. */
  readonly links?: (context: ComponentContext<Options>) => readonly Link[];
}

/** An add-on of a component, chosen by name in the environment file; its values are laid over the component's. */
export interface Variant<Options> extends Parts<Options> {
  /** What it adds, as a sentence. */
  readonly summary: string;
  /** @see ComponentDefinition.dependsOn */
  readonly dependsOn?: Readonly<Record<string, string>>;
}

/** What a component's functions see: the environment around it and its own options. */
export type ComponentContext<Options> = Surroundings & {
  /** The options of the environment file, defaults applied. */
  readonly options: Options;
  /** Chosen variants. */
  readonly variants: readonly string[];
};

/** A component as its file in `components/` writes it. */
export interface ComponentDefinition<Options extends z.ZodObject> extends Parts<z.output<Options>> {
  /** The name in environment files, of the Application and of the Helm release. */
  readonly name: string;
  /** What it does for the platform, as a sentence. */
  readonly summary: string;
  /** The heading it stands under in the documentation. */
  readonly group: Group;
  readonly namespace: string;
  /** Without a chart the component is its manifests, has no version and changes with the repository's revision. */
  readonly chart?: ChartSource;
  /** Components that must be there and healthy before, each with the range of chart versions it works with (`*`: any). */
  readonly dependsOn?: Readonly<Record<string, string>>;
  /** Components that it waits for where they are there. */
  readonly after?: readonly string[];
  /** The only engine that it goes with. @default both */
  readonly engine?: Surroundings["engine"];
  /** Keys of its own in the environment file, beside version, values and variants, each through `field()` of config; `NO_OPTIONS` for none. */
  readonly options: Options;
  /** The Pod Security Standard that its namespace enforces. Components that share a namespace agree. */
  readonly podSecurity: "restricted" | "baseline" | "privileged";
  /** What is wrong with its options in these surroundings: config tells it with file and line. */
  readonly mistakes?: (context: ComponentContext<z.output<Options>>) => readonly Mistake[];
  /** Its namespace holds data: it is never deleted because a component left. @default false */
  readonly stateful?: boolean;
  /** Objects too large for a client-side apply, CRDs above all. @default false */
  readonly serverSideApply?: boolean;
  /** Objects of this component are never deleted because it left the registry. @default false */
  readonly keep?: boolean;
  /** Custom kinds of its own whose health the engines don't know. */
  readonly health?: readonly HealthRule[];
  readonly ignoreDifferences?: readonly IgnoredDifference[];
  readonly variants?: Readonly<Record<string, Variant<z.output<Options>>>>;
}

/** Headings of the catalog. */
export type Group =
  "delivery" | "certificates" | "traffic" | "secrets" | "observability" | "policies" | "backup" | "clusters";

/** What a component comes to in one environment. */
export interface Configured {
  readonly values: Values;
  /** With the ExternalSecrets of its secrets. */
  readonly manifests: readonly KubernetesObject[];
  readonly secrets: readonly SecretSpec[];
  readonly permissions: readonly Permissions[];
  readonly links: readonly Link[];
  /** Of the component and of its chosen variants. */
  readonly dependsOn: Readonly<Record<string, string>>;
}
