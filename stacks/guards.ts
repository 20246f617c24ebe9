import { AnnotationMetadataEntryType, DataResource, TerraformElement, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { BaseStack } from "./base-stack";

/**
 * Mistakes that cdktf lets pass in silence, one message each, for the whole app.
 * Call it after synthesis: aspects have run by then.
 */
export function guardMessages(app: IConstruct): string[] {
  return [
    ...foreignStacks(app),
    ...elementsOutsideStacks(app),
    ...idleDependencies(app),
    ...failedValidations(app),
    ...errorAnnotations(app),
  ];
}

/** Stacks of cdktf's own kind: without an explicit backend, an absolute path of this machine gets into their JSON. */
export function foreignStacks(app: IConstruct): string[] {
  return app.node
    .findAll()
    .filter((construct) => TerraformStack.isStack(construct) && !(construct instanceof BaseStack))
    .map(
      ({ node }) =>
        `${node.path}: is no BaseStack, so its backend, addresses and tags would be cdktf's own. Extend BaseStack.`,
    );
}

/** Elements under the app itself: they would be missing from the output. */
export function elementsOutsideStacks(app: IConstruct): string[] {
  if (TerraformStack.isStack(app)) return [];
  const here = TerraformElement.isTerraformElement(app)
    ? [
        `${app.node.path}: is outside any stack, so it would never be made. Give it a stack, or a construct inside one, as its scope.`,
      ]
    : [];
  return [...here, ...app.node.children.flatMap(elementsOutsideStacks)];
}

/** Dependencies between constructs: cdktf has no use for them, so the order they ask for would not be kept. */
export function idleDependencies(app: IConstruct): string[] {
  return app.node
    .findAll()
    .flatMap((construct) =>
      construct.node.dependencies.map(
        (dependency) =>
          `${construct.node.path}: node.addDependency(${dependency.node.path}) does nothing in cdktf. Pass the resources it must wait for to "dependsOn", or refer to one of their attributes.`,
      ),
    );
}

/**
 * What the constructs' own validations say. A `terraform_data` has one of cdktf's, which runs `terraform version`: it
 * is left out, since synthesis needs no terraform and the stack's required version says the same.
 */
export function failedValidations(app: IConstruct): string[] {
  return app.node
    .findAll()
    .filter((construct) => !(construct instanceof DataResource))
    .flatMap((construct) => construct.node.validate().map((message) => `${construct.node.path}: ${message}`));
}

const errorType: string = AnnotationMetadataEntryType.ERROR;

/** Errors that constructs left as annotations. */
export function errorAnnotations(app: IConstruct): string[] {
  return app.node
    .findAll()
    .flatMap((construct) =>
      construct.node.metadata.flatMap(({ type, data }: { type: string; data: unknown }) =>
        type === errorType ? [`${construct.node.path}: ${String(data)}`] : [],
      ),
    );
}
