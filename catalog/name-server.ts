import type { Environment } from "../config";
import { canonicalCidr, parseCidr } from "../config/cidr";

/** Which address of the services EKS gives its name server. */
const TENTH = 10;

/**
 * The address of an environment's name server where it is no pod, so that a network policy can name it only so: Auto Mode's nodes each have one
 * of their own at the address of the Service.
 * Source: https://github.com/aws/containers-roadmap/issues/2552
 */
export function nameServerOf(environment: Environment): string | undefined {
  if (environment.kind !== "eks" || environment.cluster.autoMode === undefined) return undefined;
  const services = parseCidr(environment.cluster.serviceCidr);
  return services && canonicalCidr({ ...services, first: services.first + TENTH, bits: 32 }).replace("/32", "");
}
