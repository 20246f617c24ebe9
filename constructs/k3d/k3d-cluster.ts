import { createHash } from "node:crypto";
import { DataResource, TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import { stringify } from "yaml";
import type { Bootstrap } from "../gitops/bootstrap";
import { expression, literal } from "../terraform-template";
import type { K3dClusterProps } from "./cluster-props";
import { CLAIM_FOLDER, claimVolume, k3dConfig, OWNER_LABEL, type K3dConfig } from "./config";
import { bootstrapVariables, credentialVariables } from "./delivery";
import { k3dScript, type K3dCommand } from "./scripts";

/**
 * A k3d cluster on this machine, by `terraform_data` and provisioners: no credential of the cluster is in the state.
 *
 * Lifetime and making are separate. `cluster` stands for the cluster's lifetime and only deletes it, at its end: since nothing can fail when
 * it is made, it is never tainted, and so its destroy-time provisioner always runs, after a failed creation too. `creation` makes the cluster
 * and has no end of its own. The plan replaces both when the config changes, which is to say: a new cluster, the old one deleted first.
 */
export class K3dCluster extends Construct {
  private readonly script: string;
  private readonly cluster: DataResource;
  private readonly creation: DataResource;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: K3dClusterProps,
  ) {
    super(scope, id);
    const config = k3dConfig(props);
    this.script = expression(`local.${new TerraformLocal(this, "script", literal(k3dScript())).friendlyUniqueId}`);
    this.cluster = this.lifetime(config);
    this.creation = this.once("creation", [this.cluster], "create", {
      CONFIG: literal(stringify(config, { lineWidth: 0 })),
      SETTINGS: createHash("sha256").update(JSON.stringify(config)).digest("hex"),
    });
  }

  /**
   * Installs a GitOps engine on the new cluster, once in its life, and lets go of it.
   *
   * @param credential Terraform expression of the repository's credential, unless the repository is public.
   */
  bootstrap(description: Bootstrap, credential: string | undefined): void {
    const after = [this.creation];
    const secret = credentialVariables(description, credential);
    // In a step of its own: Terraform hides all output of a provisioner that mentions a secret, the reason of its failure included.
    if (secret) after.push(this.once("credential", after, "deliver", secret));
    this.once("bootstrap", after, "bootstrap", bootstrapVariables(description));
  }

  /** What the plan calls the cluster: replaced when any setting changes, with the setting named. */
  private lifetime(config: K3dConfig): DataResource {
    const resource = new DataResource(this, "cluster");
    resource.addOverride("input", { name: this.props.name, owner: this.props.owner });
    resource.addOverride("triggers_replace", config);
    // A destroy-time provisioner may refer to nothing but `self`, so it carries the script itself.
    const environment = {
      ...this.variables(expression("self.input.name"), expression("self.input.owner")),
      PLATFORM_SCRIPT: literal(k3dScript()),
    };
    resource.addOverride("provisioner", [{ "local-exec": { when: "destroy", ...run("delete", environment) } }]);
    return resource;
  }

  /** A create-only resource: it runs one command when what it stands on was made anew, and does nothing at its end. */
  private once(
    id: string,
    after: readonly DataResource[],
    command: K3dCommand,
    variables: Readonly<Record<string, string>>,
  ): DataResource {
    const resource = new DataResource(this, id, { dependsOn: [...after] });
    resource.addOverride(
      "triggers_replace",
      after.map((one) => expression(`${DataResource.tfResourceType}.${one.friendlyUniqueId}.id`)),
    );
    const environment = {
      ...this.variables(this.props.name, this.props.owner),
      PLATFORM_SCRIPT: this.script,
      ...variables,
    };
    resource.addOverride("provisioner", [{ "local-exec": run(command, environment) }]);
    return resource;
  }

  private variables(name: string, owner: string): Readonly<Record<string, string>> {
    return { CLUSTER: name, OWNER: owner, OWNER_LABEL, CLAIM: claimVolume(name), CLAIM_FOLDER };
  }
}

/** The script travels as a variable: an error then shows the short command and the script's own words. */
function run(command: K3dCommand, environment: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  return { command: `eval "$PLATFORM_SCRIPT"; ${command}`, interpreter: ["/bin/sh", "-c"], quiet: true, environment };
}
