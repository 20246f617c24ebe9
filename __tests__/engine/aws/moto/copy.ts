import { isObject, objectOf, type JsonObject } from "../../../../stacks/synthesized-stack";
import { forgottenArguments, missingResources, unknownArguments } from "./lacking";

/** A stack's JSON without what moto or the provider lacks, see `lacking.ts`. Nothing else is another. */
export function copyForMoto(json: JsonObject): JsonObject {
  const missing = new Set(missingResources.map(({ type }) => type));
  const kept = Object.entries(objectOf(json["resource"])).filter(([type]) => !missing.has(type));
  const resource = kept.map(([type, named]) => [
    type,
    mapValues(objectOf(named), (properties) => resourceForMoto(type, objectOf(properties), missing)),
  ]);
  return { ...json, resource: Object.fromEntries(resource) };
}

/**
 * What isn't in a stack itself: which provider is at hand, and that nobody is asked who they are.
 * Terraform merges providers by their aliases, so each one that the stack has gets it.
 */
export function overrides(json: JsonObject, version: string): JsonObject {
  const settings = {
    access_key: "moto",
    secret_key: "moto",
    skip_credentials_validation: true,
    skip_metadata_api_check: true,
    s3_use_path_style: true,
  };
  const aliases = listOf(objectOf(json["provider"])["aws"]).map((provider) => objectOf(provider)["alias"]);
  return {
    terraform: { required_providers: { aws: { source: "aws", version } } },
    provider: { aws: aliases.map((alias) => ({ ...(alias === undefined ? {} : { alias }), ...settings })) },
  };
}

function resourceForMoto(type: string, properties: JsonObject, missing: ReadonlySet<string>): JsonObject {
  const unknown = new Set(unknownArguments.filter((one) => one.type === type).map(({ argument }) => argument));
  const known = Object.entries(properties).filter(([name]) => !unknown.has(name));
  const lifecycle = objectOf(properties["lifecycle"]);
  const forgotten = forgottenArguments.filter((one) => one.type === type).flatMap((one) => one.arguments);
  const ignored = [...listOf(lifecycle["ignore_changes"]), ...forgotten];
  const needed = listOf(properties["depends_on"]).filter(
    (address) => !missing.has(String(address).split(".")[0] ?? ""),
  );
  return {
    ...Object.fromEntries(known),
    ...(properties["depends_on"] === undefined ? {} : { depends_on: needed }),
    ...(ignored.length === 0 ? {} : { lifecycle: { ...lifecycle, ignore_changes: ignored } }),
  };
}

/**
 * Whether what was given back is what was asked for: every list as long, every block with at least what the other has.
 * Blocks of one are written without a list, and flags as text here and there; a reference may have become anything.
 */
export function givenBack(asked: unknown, given: unknown): boolean {
  if (Array.isArray(given)) {
    const list = asked === undefined ? [] : Array.isArray(asked) ? asked : [asked];
    return list.length === given.length && list.every((one) => given.some((other) => givenBack(one, other)));
  }
  if (isObject(asked) && isObject(given)) {
    return Object.entries(asked).every(([name, value]) => givenBack(value, given[name]));
  }
  return String(asked) === String(given) || String(asked).includes("${");
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function mapValues(object: JsonObject, change: (value: unknown) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}
