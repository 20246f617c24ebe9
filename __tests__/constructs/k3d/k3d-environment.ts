import type { K3dEnvironment } from "../../../config";
import { k3sEnvironment } from "../../helpers/environments";

/** A k3d environment as config/ gives it, with everything at its default. */
export function k3dEnvironment(
  cluster: Partial<K3dEnvironment["cluster"]> = {},
  rest: Partial<K3dEnvironment> = {},
): K3dEnvironment {
  return {
    ...k3sEnvironment("development"),
    kind: "k3d",
    cluster: {
      version: "v1.35.4+k3s1",
      servers: 1,
      agents: 0,
      apiPort: 6550,
      registryPort: 5001,
      ports: [],
      disable: ["traefik"],
      ...cluster,
    },
    ...rest,
  };
}
