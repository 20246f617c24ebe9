import { isObject } from "../../stacks/synthesized-stack";
import { objectsIn } from "./blocks";
import { at, type Finding } from "./finding";

/**
 * Places where something else stands than a block or a list of blocks. Terraform refuses most of it; the rest, such
 * as a list in a list, it puts together in a way of its own.
 *
 * @param labels how many labels the block has.
 */
export function misshapen(value: unknown, path: string, labels: number): readonly Finding[] {
  if (!isObject(value) && !(Array.isArray(value) && value.every(isObject))) {
    const remedy = "Write an object, or a list of objects.";
    return [{ path, value, why: "stands where a block is due.", remedy }];
  }
  if (labels === 0) return [];
  return objectsIn(value, path).flatMap(({ path: place, body }) =>
    Object.entries(body).flatMap(([label, inner]) => misshapen(inner, at(place, label), labels - 1)),
  );
}
