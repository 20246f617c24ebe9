import type { JsonObject } from "../../../stacks/synthesized-stack";
import { blocksOf, dataSourcesOf, settingsOf, type PlacedBlock } from "../blocks";
import { canonical } from "../../canonical";
import { at, MERGE_FIRST, type Finding } from "../finding";
import { isHarmless } from "../harmless-data";
import { stringsIn } from "../strings";
import { peersOf, type AdmissionRule } from "../subject";
import { provisionersOf } from "./provisioners";

/**
 * What provider configurations, backends, data sources and provisioners refer to is as it is on the base branch: a
 * host that is `${local.host}` is the same text, wherever the local leads, and so is a script.
 */
export const frozen: AdmissionRule = (subject) => {
  const definitions = definitionsOf(subject.stack.json);
  const known = new Set(peersOf(subject).flatMap(({ json }) => definitionsOf(json).map(essence)));
  const findings: Finding[] = [];
  const seen = new Set<Definition>();
  const pending: Place[] = rootsOf(subject.stack.json).map(({ path, body }) => ({ path, value: body }));
  for (let user = pending.pop(); user !== undefined; user = pending.pop()) {
    for (const definition of definitions) {
      if (seen.has(definition) || !mentions(user.value, definition.address)) continue;
      seen.add(definition);
      pending.push(definition);
      if (!known.has(essence(definition))) findings.push(changed(definition, user.path));
    }
  }
  return findings;
};

interface Place {
  readonly path: string;
  readonly value: unknown;
}

/** Something that expressions refer to. */
interface Definition extends Place {
  /** `local.host`, `var.token`, `data.aws_region.here`, `aws_vpc.network`. */
  readonly address: string;
}

function changed({ path, value }: Definition, by: string): Finding {
  return { path, value, why: `is not as on the base branch, and ${by} depends on it.`, remedy: MERGE_FIRST };
}

function rootsOf(json: JsonObject): readonly PlacedBlock[] {
  return [
    ...blocksOf(json, "provider", 1),
    ...settingsOf(json),
    ...dataSourcesOf(json).filter((block) => !isHarmless(block)),
    ...provisionersOf(json),
  ];
}

function definitionsOf(json: JsonObject): readonly Definition[] {
  return [
    ...blocksOf(json, "locals", 0).flatMap(({ path, body }) =>
      Object.entries(body).map(([name, value]) => ({ address: `local.${name}`, path: at(path, name), value })),
    ),
    ...blocksOf(json, "variable", 1).map((block) => definition("var.", block)),
    ...dataSourcesOf(json).map((block) => definition("data.", block)),
    ...blocksOf(json, "resource", 2).map((block) => definition("", block)),
  ];
}

function definition(prefix: string, { path, labels, body }: PlacedBlock): Definition {
  return { address: prefix + labels.join("."), path, value: body };
}

function essence({ address, value }: Definition): string {
  return canonical([address, value]);
}

/**
 * Whether a value refers to an address. One that only contains it, `local.host` in `local.hosts`, counts, too: better
 * once too often. A text without any expression, such as a script, refers to nothing.
 */
function mentions(value: unknown, address: string): boolean {
  return stringsIn(value).some(({ text }) => text.includes(address) && (isAddress(text) || hasExpression(text)));
}

function isAddress(text: string): boolean {
  return /^[\w.\-[\]"]+$/.test(text);
}

/** `$${` and `%%{` stand for themselves. */
function hasExpression(text: string): boolean {
  return /[$%]\{/.test(text.replace(/\$\$\{|%%\{/g, ""));
}
