import type { Values } from "./values";

/** An object as the API server takes it. */
export interface KubernetesObject extends Values {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMetadata;
}

/** The name of an object and where it lives; cluster-wide kinds have no namespace. */
export interface ObjectMetadata extends Values {
  readonly name: string;
}
