import { parseAllDocuments } from "yaml";
import { z } from "zod";
import type { KubernetesObject } from "../../catalog/kubernetes";

const list = z.object({ kind: z.string().endsWith("List"), items: z.array(z.unknown()) });
const named = z.object({ apiVersion: z.string(), kind: z.string(), metadata: z.object({ name: z.string() }) });

/** The objects in what helm printed, those of lists one by one; a sentence where it is no YAML, or not of objects. */
export function objectsIn(text: string): KubernetesObject[] | string {
  // Helm, like Kubernetes, reads YAML 1.1: `yes` is a boolean there.
  const documents = parseAllDocuments(text, { version: "1.1", merge: true, logLevel: "silent" });
  const objects: KubernetesObject[] = [];
  for (const document of documents) {
    const [error] = document.errors;
    if (error !== undefined) return `helm printed no YAML: ${error.message.split("\n")[0] ?? ""}`;
    const value: unknown = document.toJS({ maxAliasCount: -1 });
    for (const object of value === null || value === undefined ? [] : expanded(value)) {
      if (!isObject(object)) return `helm printed what is no object with a name: ${JSON.stringify(object)}`;
      objects.push(object);
    }
  }
  return objects;
}

function expanded(value: unknown): unknown[] {
  const { success, data } = list.safeParse(value);
  return success ? data.items.flatMap(expanded) : [value];
}

function isObject(value: unknown): value is KubernetesObject {
  return named.safeParse(value).success;
}
