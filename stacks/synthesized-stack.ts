/** A JSON object whose values nobody has looked at yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is an object, not a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as an object: an empty one when it is something else. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** A resource, data source, output, variable or provider of a synthesized stack. */
export interface Block {
  /** As Terraform writes it: `aws_vpc.network`, `data.aws_region.here`, `output.vpc`, `var.token`, `provider.aws`. */
  readonly address: string;
  /** `aws_vpc`; for outputs, variables and providers their name. */
  readonly type: string;
  readonly name: string;
  readonly properties: JsonObject;
}

/** What is known about where a stack's state lies. */
export interface BackendBlock {
  /** `local`, `s3`, `azurerm` or `cloud`. */
  readonly type: string;
  readonly properties: JsonObject;
}

/** One stack as Terraform will read it. */
export class SynthesizedStack {
  readonly json: JsonObject;

  /**
   * @param name the stack's name.
   * @param text its `cdk.tf.json`.
   * @param dependencies the names of the stacks that must be deployed before it.
   * @param environment the environment it belongs to; none for a stack of the whole organization.
   */
  constructor(
    readonly name: string,
    readonly text: string,
    readonly dependencies: readonly string[] = [],
    readonly environment?: string,
  ) {
    const parsed: unknown = JSON.parse(text);
    this.json = objectOf(parsed);
  }

  get resources(): readonly Block[] {
    return typed(this.json["resource"], "");
  }

  get dataSources(): readonly Block[] {
    return typed(this.json["data"], "data.");
  }

  get outputs(): readonly Block[] {
    return named(this.json["output"], "output");
  }

  get variables(): readonly Block[] {
    return named(this.json["variable"], "var");
  }

  get providers(): readonly Block[] {
    return Object.entries(objectOf(this.json["provider"])).flatMap(([name, configurations]) =>
      (Array.isArray(configurations) ? configurations : [configurations]).map((properties: unknown) => ({
        address: `provider.${name}`,
        type: name,
        name,
        properties: objectOf(properties),
      })),
    );
  }

  /** The `terraform` block: required version, required providers, backend. */
  get settings(): JsonObject {
    return objectOf(this.json["terraform"]);
  }

  get backend(): BackendBlock {
    if (isObject(this.settings["cloud"])) return { type: "cloud", properties: this.settings["cloud"] };
    const [entry] = Object.entries(objectOf(this.settings["backend"]));
    if (entry === undefined) throw new Error(`${this.name}: the stack has no backend.`);
    return { type: entry[0], properties: objectOf(entry[1]) };
  }
}

function typed(section: unknown, prefix: string): Block[] {
  return Object.entries(objectOf(section)).flatMap(([type, byName]) =>
    Object.entries(objectOf(byName)).map(([name, properties]) => ({
      address: `${prefix}${type}.${name}`,
      type,
      name,
      properties: objectOf(properties),
    })),
  );
}

function named(section: unknown, prefix: string): Block[] {
  return Object.entries(objectOf(section)).map(([name, properties]) => ({
    address: `${prefix}.${name}`,
    type: name,
    name,
    properties: objectOf(properties),
  }));
}
