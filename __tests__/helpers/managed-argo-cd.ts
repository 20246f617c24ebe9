import type { EksEnvironment } from "../../config";
import { eksEnvironment } from "./environments";

export const GROUP = "93670a5c2b-0d5f1a2b-3c4d-5e6f-7a8b-9c0d1e2f3a4b";
export const USER = "93670a5c2b-1e6a2b3c-4d5e-6f70-8b9c-0d1e2f3a4b5c";
export const INSTANCE = "arn:aws:sso:::instance/ssoins-0123456789abcdef";

/** ARN of the cluster of {@link managedEnvironment}. */
export const CLUSTER_ARN = "arn:aws:eks:eu-central-1:111122223333:cluster/example-production";

/** An environment on EKS whose Argo CD AWS runs. */
export function managedEnvironment(rest: Partial<EksEnvironment> = {}): EksEnvironment {
  const managedArgoCd = {
    identityCenter: { instance: INSTANCE, region: "eu-west-1" },
    access: { platform: { group: GROUP, role: "admin" }, auditor: { user: USER, role: "viewer" } },
    vpcEndpoints: ["vpce-0a1b2c3d"],
  } as const;
  return eksEnvironment("production", { managedArgoCd }, { components: {}, ...rest });
}
