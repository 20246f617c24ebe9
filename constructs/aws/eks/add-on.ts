import { EksAddon } from "@cdktf/provider-aws/lib/eks-addon";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { mergeValues } from "../../gitops/values";
import { mayUseKeyForVolumes, type KeyName } from "../data/key-access";
import { addOnSettings, type AddOnContext } from "./add-on-settings";
import { ADD_ONS, type AddOnName, type AddOnSpec } from "./add-ons";
import { Role } from "../identity/role";
import { podIdentityTrust } from "../identity/pod-trust";

/** All EKS add-ons run here. */
const NAMESPACE = "kube-system";

/** One add-on of a cluster. */
export interface AddOnProps extends AddOnSpec, AddOnContext {
  readonly name: AddOnName;
  /** As text: names follow from it. */
  readonly clusterName: string;
  /** The same from the cluster itself, so that the add-on waits for it. */
  readonly clusterId: string;
  readonly clusterArn: string;
  /** Key of encrypted volumes that the EBS driver may make and attach: AWS's policy for it names none. */
  readonly volumeKey: KeyName;
  /** What must be there before. */
  readonly dependsOn: readonly ITerraformDependable[];
}

interface Identity {
  readonly serviceAccount: string;
  readonly role: Role;
}

/** An EKS add-on with the role that its pods act in, if it calls AWS. */
export class AddOn extends Construct {
  readonly resource: EksAddon;

  constructor(scope: Construct, id: string, props: AddOnProps) {
    super(scope, id);
    const { name } = props;
    const identity = this.identity(props);
    const settings = mergeValues(addOnSettings(name, props), props.configuration ?? {});
    this.resource = new EksAddon(this, "Resource", {
      clusterName: props.clusterId,
      addonName: name,
      addonVersion: props.version,
      // What stands here is what runs: a change made with kubectl doesn't outlive the next update of the add-on.
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      ...(Object.keys(settings).length > 0 && { configurationValues: JSON.stringify(settings) }),
      ...(identity && {
        podIdentityAssociation: [{ roleArn: identity.role.roleArn, serviceAccount: identity.serviceAccount }],
      }),
      dependsOn: [...props.dependsOn, ...(identity?.role.permissions ?? [])],
    });
  }

  /** The service account that calls AWS, with its role. */
  private identity({ name, clusterName, clusterArn, volumeKey }: AddOnProps): Identity | undefined {
    const { identity } = ADD_ONS[name];
    if (!identity) return undefined;
    const { serviceAccount, policy } = identity;
    const role = new Role(this, "role", {
      name: `${clusterName}-${name}`,
      description: `EKS add-on ${name} of the cluster ${clusterName}`,
      trust: podIdentityTrust(clusterArn, { namespace: NAMESPACE, serviceAccounts: [serviceAccount] }),
      managedPolicies: [policy],
      ...(name === "aws-ebs-csi-driver" && { statements: mayUseKeyForVolumes(volumeKey) }),
    });
    return { serviceAccount, role };
  }
}
