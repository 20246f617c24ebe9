import { DataTerraformRemoteState, TerraformBackend, type TerraformRemoteState } from "cdktf";
import type { Construct } from "constructs";

/** A workspace of HCP Terraform, or of Terraform Enterprise when `hostname` names one. */
export interface HcpBackendProps {
  readonly organization: string;
  readonly workspace: string;
  /** @default "app.terraform.io", Terraform's own default */
  readonly hostname?: string;
}

/**
 * The `cloud` block. cdktf's own `CloudBackend` runs `terraform version` at synth, and synthesis needs no terraform.
 */
export class HcpBackend extends TerraformBackend {
  constructor(
    scope: Construct,
    private readonly props: HcpBackendProps,
  ) {
    super(scope, "backend", "cloud");
  }

  override toTerraform() {
    const { organization, workspace, hostname } = this.props;
    return {
      terraform: {
        cloud: { organization, workspaces: { name: workspace }, ...(hostname === undefined ? {} : { hostname }) },
      },
    };
  }

  override toMetadata() {
    const onHcp = (this.props.hostname ?? "app.terraform.io") === "app.terraform.io";
    return { backend: "cloud", cloud: onHcp ? "tfc" : "tfe" };
  }

  override getRemoteStateDataSource(scope: Construct, name: string): TerraformRemoteState {
    const { organization, workspace, hostname } = this.props;
    return new DataTerraformRemoteState(scope, name, {
      organization,
      workspaces: { name: workspace },
      ...(hostname === undefined ? {} : { hostname }),
    });
  }
}
