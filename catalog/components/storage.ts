import { component, NO_OPTIONS } from "../define";
import { volumeClasses } from "./storage/classes";
import { enforcedNetworkPolicies } from "./storage/network-policies";

/**
 * The class of volumes for whoever names none. k3s and AKS bring one of their own, so that it comes to nothing there; EKS
 * has none, and its driver's would leave it to the account whether volumes are encrypted.
 */
export const storage = component({
  name: "storage",
  summary: "The default class of volumes on AWS: encrypted with the environment's key.",
  group: "clusters",
  namespace: "storage",
  podSecurity: "restricted",
  options: NO_OPTIONS,
  manifests: ({ cloud, organization, environment }) =>
    cloud.kind === "aws" ? [...volumeClasses(cloud, organization, environment), ...enforcedNetworkPolicies(cloud)] : [],
});
