import { AzurermBackend, LocalBackend, S3Backend, type TerraformBackend, type TerraformStack } from "cdktf";
import type { State } from "../config";
import { HcpBackend } from "./hcp-backend";
import { localStatePath, stateKey, workspaceName } from "./state-key";

/** Gives a stack its backend. Always explicit: without one, cdktf writes an absolute path into the JSON. */
export function addBackend(stack: TerraformStack, organization: string, state: State): TerraformBackend {
  const name = stack.node.id;
  const key = stateKey(organization, name);
  switch (state.backend) {
    case "local":
      return new LocalBackend(stack, { path: localStatePath(name) });
    case "s3": {
      const backend = new S3Backend(stack, {
        bucket: state.bucket,
        key,
        region: state.region,
        encrypt: true,
        ...(state.kmsKeyId === undefined ? {} : { kmsKeyId: state.kmsKeyId }),
        ...(state.roleArn === undefined ? {} : { assumeRole: { roleArn: state.roleArn } }),
      });
      backend.addOverride("use_lockfile", true); // newer than cdktf's types
      return backend;
    }
    case "azurerm":
      return new AzurermBackend(stack, {
        resourceGroupName: state.resourceGroup,
        storageAccountName: state.storageAccount,
        containerName: state.container,
        key,
        useAzureadAuth: true,
      });
    case "cloud":
      return new HcpBackend(stack, {
        organization: state.organization,
        workspace: workspaceName(organization, name),
        ...(state.hostname === undefined ? {} : { hostname: state.hostname }),
      });
  }
}
