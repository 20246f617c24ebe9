import type { z } from "zod";
import type { eks } from "./schema/eks";
import type { k3d } from "./schema/k3d";
import type { k3s } from "./schema/k3s";
import type { organization } from "./schema/organization";

/** Read once, never changed: the configuration is the same for everybody who holds it. */
export type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

/** environments/organization.yaml. */
export type Organization = DeepReadonly<z.output<typeof organization>>;

/** An environment on machines reached by SSH. */
export type K3sEnvironment = DeepReadonly<z.output<ReturnType<typeof k3s>>> & { readonly name: string };

/** An environment in containers on this machine. */
export type K3dEnvironment = DeepReadonly<z.output<ReturnType<typeof k3d>>> & { readonly name: string };

/** An environment on Amazon EKS. */
export type EksEnvironment = DeepReadonly<z.output<ReturnType<typeof eks>>> & { readonly name: string };

/** One environment file, its profiles merged and its defaults applied; `name` is the file's name. */
export type Environment = K3sEnvironment | K3dEnvironment | EksEnvironment;

/** One machine of a k3s cluster. */
export type Node = K3sEnvironment["cluster"]["servers"][string];

export type State = Environment["state"];
export type Gitops = Environment["gitops"];
export type Component = Environment["components"][string];

/** One step of promotion: an environment, or a group of them that extends one profile and is promoted together. */
export interface Stage {
  /** As it stands in the organization's promotion: of the environment, or of the profile. */
  readonly name: string;
  /** Sorted by name. */
  readonly environments: readonly string[];
}

/** Everything below environments/. */
export interface Platform {
  readonly organization: Organization;
  /** Sorted by name. */
  readonly environments: readonly Environment[];
  /** In the order in which a version reaches them. */
  readonly stages: readonly Stage[];
}
