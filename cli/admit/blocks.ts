import { isObject, type JsonObject } from "../../stacks/synthesized-stack";
import { at } from "./finding";

/** A block of Terraform's JSON, wherever its syntax allows it to stand. */
export interface PlacedBlock {
  /** `data.aws_region.here`, with the indexes of lists. */
  readonly path: string;
  readonly labels: readonly string[];
  /** Its arguments and the blocks in it, without the comment `//`. */
  readonly body: JsonObject;
}

/**
 * The blocks of one type. Terraform takes an object or a list of objects at every level, labels included, and reads
 * all of them: https://developer.hashicorp.com/terraform/language/syntax/json#nested-block-mapping.
 *
 * @param labels how many labels the type has: two for `resource`, none for `terraform`.
 */
export function blocksIn(value: unknown, path: string, labels: number): readonly PlacedBlock[] {
  return objectsIn(value, path).flatMap(({ path: place, body }) => {
    if (labels === 0) return [{ path: place, labels: [], body: withoutComment(body) }];
    return Object.entries(body).flatMap(([label, inner]) =>
      blocksIn(inner, at(place, label), labels - 1).map((block) => ({ ...block, labels: [label, ...block.labels] })),
    );
  });
}

/** An object, or the objects of a list, with their paths. */
export function objectsIn(value: unknown, path: string): readonly { path: string; body: JsonObject }[] {
  if (isObject(value)) return [{ path, body: value }];
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown, index) => objectsIn(item, at(path, index)));
}

function withoutComment({ "//": _comment, ...body }: JsonObject): JsonObject {
  return body;
}

/** The blocks of a type within a body. */
export function blocksOf(body: JsonObject, type: string, labels: number, path = ""): readonly PlacedBlock[] {
  return blocksIn(body[type], at(path, type), labels);
}

/** All data sources, those of checks included. */
export function dataSourcesOf(json: JsonObject): readonly PlacedBlock[] {
  const nested = blocksOf(json, "check", 1).flatMap(({ path, body }) => blocksOf(body, "data", 2, path));
  return [...blocksOf(json, "data", 2), ...nested];
}

/** The settings of the stack: its `terraform` blocks. */
export function settingsOf(json: JsonObject): readonly PlacedBlock[] {
  return blocksOf(json, "terraform", 0);
}
