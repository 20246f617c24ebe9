import { parseAllDocuments } from "yaml";
import { z } from "zod";
import type { KubernetesObject } from "../../catalog/kubernetes";
import { isValues } from "./chart-values";

const objectShape = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({ name: z.string() }).optional(),
  items: z.array(z.unknown()).optional(),
});

/** The objects in what helm printed, those of lists one by one. Throws on a document that is no object. */
export function objectsIn(text: string): KubernetesObject[] {
  // Helm, like Kubernetes, reads YAML 1.1: `yes` is a boolean there.
  const documents = parseAllDocuments(text, { version: "1.1", merge: true, logLevel: "silent" });
  return documents.flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw new Error(error.message);
    const value: unknown = document.toJS({ maxAliasCount: -1 });
    return value === null || value === undefined ? [] : expanded(value);
  });
}

function expanded(value: unknown): KubernetesObject[] {
  const { kind, items } = objectShape.parse(value);
  if (items !== undefined && kind.endsWith("List")) return items.flatMap(expanded);
  if (isObject(value)) return [value];
  throw new Error(`${kind} has no name`);
}

function isObject(value: unknown): value is KubernetesObject {
  return isValues(value) && isValues(value["metadata"]) && typeof value["metadata"]["name"] === "string";
}
