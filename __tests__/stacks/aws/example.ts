import type { EksEnvironment } from "../../../config";
import { chosen } from "../../catalog/example";
import { eksEnvironment } from "../../helpers/environments";

export const ACCOUNT = "111122223333";
export const BACKUPS = "example-backups";
export const SNAPSHOTS = "example-vault-snapshots";

/** An environment on EKS with the components that ask for something on AWS. */
export function production(
  rest: Partial<EksEnvironment> = {},
  cluster: Partial<EksEnvironment["cluster"]> = {},
): EksEnvironment {
  return eksEnvironment("production", cluster, {
    dns: { provider: "route53", zone: "example.org", region: "eu-central-1" },
    components: {
      "argo-cd": chosen("10.1.1"),
      "cert-manager": chosen("v1.21.2"),
      "external-dns": chosen("1.21.1"),
      "gateway-crds": chosen("v1.9.1"),
      "internal-ca": { variants: [], options: {} },
      vault: chosen("0.34.1", { variants: ["snapshots"], options: { snapshots: { s3: { bucket: SNAPSHOTS } } } }),
      velero: chosen("12.1.0", { options: { bucket: BACKUPS } }),
    },
    ...rest,
  });
}
