import {
  TerraformDataSource,
  TerraformElement,
  TerraformLocal,
  TerraformModule,
  TerraformOutput,
  TerraformRemoteState,
  TerraformResource,
  TerraformVariable,
} from "cdktf";
import type { IConstruct } from "constructs";
import type { AddressedElement } from "./addresses";

/** The elements below a construct that have an address in Terraform; providers and backends have none. */
export function addressedElements(scope: IConstruct): AddressedElement[] {
  return scope.node.findAll().flatMap((construct) => {
    const prefix = TerraformElement.isTerraformElement(construct) ? addressPrefix(construct) : undefined;
    if (prefix === undefined || !TerraformElement.isTerraformElement(construct)) return [];
    return [{ address: `${prefix}.${construct.friendlyUniqueId}`, path: construct.node.path }];
  });
}

function addressPrefix(element: TerraformElement): string | undefined {
  if (TerraformResource.isTerraformResource(element)) return element.terraformResourceType;
  if (TerraformDataSource.isTerraformDataSource(element)) return `data.${element.terraformResourceType}`;
  if (TerraformOutput.isTerraformOutput(element)) return "output";
  if (element instanceof TerraformRemoteState) return "data.terraform_remote_state";
  if (element instanceof TerraformVariable) return "var";
  if (element instanceof TerraformLocal) return "local";
  if (element instanceof TerraformModule) return "module";
  return undefined;
}
