import { isObject } from "../../stacks/synthesized-stack";
import { canonical } from "../canonical";
import type { PlacedBlock } from "./blocks";
import { withoutLabels, withoutNumbers, withoutVersions } from "./plain-data";

/** Variables of a program on this machine in which something may differ; all others are the base branch's. */
const VARIABLES: ReadonlyMap<string, (text: string) => string> = new Map([
  ["CHART_VERSION", withoutVersions],
  ["CONFIG", (text) => withoutNumbers(withoutVersions(text))],
  ["DELIVERY", withoutVersions],
  ["SETTINGS", withoutVersions],
]);

/** Files of assignments, which a script reads as a part of itself. */
const ASSIGNMENTS = /^(?:\w+='[\w .,:;/+%@=-]*'\n)+$/;

/** Variables in them that say where programs come from: the version may differ. */
const ADDRESSES = ["URL"];

/** Files of names, labels and encoded manifests, which no shell reads. */
const LISTS = ["manifests", "settings", "wanted"];
const LIST = /^(?:[\w .,:/+=@-]*\n)*$/;

/**
 * What a provisioner runs, and what it gives to that, but for data: two that have it in common run the same program.
 * Data has a name here, and is nothing that a shell or an engine could take for more: versions, and the facts of a
 * machine. Everything else counts word for word, since a program may come in a variable or in an upload.
 */
export function programOf({ labels, body }: PlacedBlock): string {
  const { connection: _connection, content, environment, ...rest } = body;
  return canonical([labels, rest, variables(environment), uploaded(content, rest["destination"])]);
}

function variables(environment: unknown): unknown {
  if (!isObject(environment)) return environment;
  const entries = Object.entries(environment);
  return Object.fromEntries(entries.map(([name, value]) => [name, withoutData(name, value)]));
}

function uploaded(content: unknown, destination: unknown): unknown {
  if (typeof content !== "string" || typeof destination !== "string") return content;
  const file = destination.slice(destination.lastIndexOf("/") + 1);
  if (file.endsWith(".env") && ASSIGNMENTS.test(content)) return { assignments: assignments(content) };
  if (LISTS.includes(file) && LIST.test(content)) return { list: "" };
  return withoutLabels(content);
}

/** The names in the order of the file, and of the values those that are no data. */
function assignments(content: string): unknown {
  return [...content.matchAll(/^(\w+)='(.*)'$/gm)].map(([, name = "", value = ""]) => [
    name,
    ADDRESSES.includes(name) ? withoutVersions(value) : "",
  ]);
}

function withoutData(name: string, value: unknown): unknown {
  const without = VARIABLES.get(name);
  return without !== undefined && typeof value === "string" ? without(value) : value;
}
