import { z } from "zod";

/** A minor version of Kubernetes, as EKS names it; which there are, the cluster's stack knows. */
export const eksVersion = () =>
  z
    .string()
    .regex(/^1\.[1-9]\d?$/, 'is not a version of EKS: a minor version of Kubernetes in quotes, such as "1.35".');
