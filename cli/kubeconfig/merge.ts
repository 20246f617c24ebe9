import { isMap, isSeq, parseDocument, type Document, type YAMLSeq } from "yaml";
import { Failure } from "../failure";
import { contextOf, type KubeconfigEntry } from "./entry";

/** A kubeconfig with an entry in it, and whether that is now the current one. */
export interface Merged {
  readonly text: string;
  readonly current: boolean;
}

/**
 * Puts an entry into the text of a kubeconfig, in place of one of the same name. Everything else stays as it is,
 * comments included, and so does the current context, unless there was none or `switchTo` is set.
 *
 * @param file names the kubeconfig in errors.
 */
export function mergeKubeconfig(text: string, entry: KubeconfigEntry, file: string, switchTo: boolean): Merged {
  const document = parseDocument(text.trim() === "" ? "apiVersion: v1\nkind: Config\n" : text);
  const [error] = document.errors;
  if (error || !isMap(document.contents)) {
    const line = error?.linePos?.[0].line;
    const where = line === undefined ? file : `${file}:${String(line)}`;
    throw new Failure(`${where} is no kubeconfig that can be read. Correct it, or use --output to write another file.`);
  }
  const { name, cluster, user } = entry;
  put(document, "clusters", { name, cluster }, file);
  put(document, "contexts", contextOf(name), file);
  put(document, "users", { name, user }, file);
  const before = document.get("current-context");
  const current = switchTo || before === undefined || before === null || before === "" || before === name;
  if (current) document.set("current-context", name);
  return { text: document.toString({ lineWidth: 0 }), current };
}

/** Sets the item of this name in a list of the document, or adds it. */
function put(document: Document, key: string, item: Readonly<Record<string, unknown>>, file: string): void {
  const list = listOf(document, key, file);
  const index = list.items.findIndex((candidate) => isMap(candidate) && candidate.get("name") === item["name"]);
  const node = document.createNode(item);
  if (index === -1) list.add(node);
  else list.items[index] = node;
}

function listOf(document: Document, key: string, file: string): YAMLSeq {
  const value: unknown = document.get(key, true);
  if (isSeq(value) && (value.items.length > 0 || !value.flow)) return value;
  if (!isSeq(value) && (document.get(key) ?? null) !== null) {
    throw new Failure(`${file}: "${key}" is not a list. Correct it, or use --output to write another file.`);
  }
  const list = document.createNode([]);
  list.flow = false; // kubectl leaves `[]` behind, into which nothing readable can be written.
  document.set(key, list);
  return list;
}
