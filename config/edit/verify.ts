import { isDeepStrictEqual } from "node:util";
import type { Document } from "yaml";
import { formatPath, type Path } from "../tree";
import { parse } from "./document";

/** The edited text, when it means what the document means with this value at this path, and nothing else. */
export function verified(text: string, before: Document, path: Path, value: unknown): string {
  if (isDeepStrictEqual(parse(text).toJS(), withValue(before.toJS(), path, value))) return text;
  throw new Error(`${formatPath(path)} can't be written here; edit the file by hand.`);
}

function withValue(data: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(data)) {
    return data.map((item: unknown, index) => (index === Number(step) ? withValue(item, rest, value) : item));
  }
  const map = typeof data === "object" && data !== null ? data : {};
  return { ...map, [step]: withValue(Reflect.get(map, step), rest, value) };
}
