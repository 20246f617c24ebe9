import type { EksEnvironment } from "../../config";
import type { ArgoCdAccess, ArgoCdCapabilityProps } from "../../constructs/aws/eks/argo-cd-capability";

type ManagedArgoCd = NonNullable<EksEnvironment["cluster"]["managedArgoCd"]>;
type Entry = ManagedArgoCd["access"][string];

/** EKS's own names of what somebody may do in Argo CD. */
const ROLES = { admin: "ADMIN", editor: "EDITOR", viewer: "VIEWER" } as const satisfies Record<Entry["role"], string>;

/** What Argo CD that AWS runs is made from, as the environment file says; without what only a stack knows. */
export function argoCdProps({
  identityCenter: { instance, region },
  access,
  vpcEndpoints,
}: ManagedArgoCd): Pick<ArgoCdCapabilityProps, "identityCenter" | "access" | "vpcEndpointIds"> {
  return {
    identityCenter: { instanceArn: instance, ...(region === undefined ? {} : { region }) },
    access: Object.values(access).flatMap(accessOf),
    vpcEndpointIds: vpcEndpoints,
  };
}

/** The file names exactly one of the two. */
function accessOf({ group, user, role: name }: Entry): ArgoCdAccess[] {
  const role = ROLES[name];
  return [
    ...(group === undefined ? [] : [{ kind: "SSO_GROUP" as const, id: group, role }]),
    ...(user === undefined ? [] : [{ kind: "SSO_USER" as const, id: user, role }]),
  ];
}
