import {
  objectOf,
  type SynthesizedStack,
  type BackendBlock,
  type Block,
  type JsonObject,
} from "../../stacks/synthesized-stack";
import { matches } from "./matches";

/** A synthesized stack, to be asked by type and properties: never by a generated name. */
export class StackView {
  constructor(readonly stack: SynthesizedStack) {}

  /** The `cdk.tf.json`, without cdktf's notes about constructs. */
  get text(): string {
    return this.stack.text;
  }

  get json(): JsonObject {
    return this.stack.json;
  }

  get backend(): BackendBlock {
    return this.stack.backend;
  }

  /** Names of the stacks that must be deployed before this one. */
  get dependencies(): readonly string[] {
    return this.stack.dependencies;
  }

  /** Addresses of all resources, data sources, outputs and variables. */
  get addresses(): readonly string[] {
    const { resources, dataSources, outputs, variables } = this.stack;
    return [...resources, ...dataSources, ...outputs, ...variables].map(({ address }) => address);
  }

  /** The resources of a type that have these properties, all of them without arguments. */
  resources(type?: string, properties: object = {}): readonly Block[] {
    return select(this.stack.resources, type, properties);
  }

  /** The one resource of a type that has these properties. */
  resource(type: string, properties: object = {}): Block {
    return only(this.stack.resources, type, properties);
  }

  /** The data sources of a type that have these properties. */
  dataSources(type?: string, properties: object = {}): readonly Block[] {
    return select(this.stack.dataSources, type, properties);
  }

  /** The one data source of a type that has these properties. */
  dataSource(type: string, properties: object = {}): Block {
    return only(this.stack.dataSources, type, properties);
  }

  /** The outputs by name, each with its value, `sensitive` and so on. */
  get outputs(): Readonly<Record<string, JsonObject>> {
    return byName(this.stack.outputs);
  }

  /** The variables by name. */
  get variables(): Readonly<Record<string, JsonObject>> {
    return byName(this.stack.variables);
  }

  /** The configurations of a provider, in the order in which they were made. */
  providers(name?: string): readonly JsonObject[] {
    return select(this.stack.providers, name, {}).map(({ properties }) => properties);
  }

  /** The version constraints of the providers, by name. */
  get providerVersions(): Readonly<Record<string, unknown>> {
    const required = Object.entries(objectOf(this.stack.settings["required_providers"]));
    return Object.fromEntries(required.map(([name, entry]) => [name, objectOf(entry)["version"]]));
  }
}

function select(blocks: readonly Block[], type: string | undefined, properties: object): readonly Block[] {
  return blocks.filter((block) => (type === undefined || block.type === type) && matches(block.properties, properties));
}

function only(blocks: readonly Block[], type: string, properties: object): Block {
  const found = select(blocks, type, properties);
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  const wanted = Object.keys(properties).length === 0 ? type : `${type} with ${JSON.stringify(properties)}`;
  const candidates = select(blocks, type, {}).map(
    ({ address, properties: given }) => `\n  ${address} ${JSON.stringify(given)}`,
  );
  const have = candidates.length > 0 ? candidates.join("") : ` none; types: ${[...types(blocks)].join(", ") || "none"}`;
  throw new Error(`Expected one ${wanted}, found ${String(found.length)}. Of this type there are:${have}`);
}

function types(blocks: readonly Block[]): ReadonlySet<string> {
  return new Set(blocks.map(({ type }) => type));
}

function byName(blocks: readonly Block[]): Record<string, JsonObject> {
  return Object.fromEntries(blocks.map(({ name, properties }) => [name, properties]));
}
