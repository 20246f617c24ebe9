import { parse } from "yaml";
import { z } from "zod";
import { Failure } from "../failure";
import { askForText, type Network } from "./network";

const index = z.object({ entries: z.record(z.string(), z.array(z.object({ version: z.string() }))) });

/** Every version of a chart in a repository. */
export async function chartVersions(network: Network, repository: string, chart: string): Promise<string[]> {
  const url = `${repository.replace(/\/$/, "")}/index.yaml`;
  const text = await askForText(network, url);
  const versions = scanIndex(text, chart);
  if (versions.length > 0) return versions;
  const read = index.safeParse(readWhole(url, text));
  const found = read.success ? (read.data.entries[chart] ?? []) : [];
  if (found.length === 0) throw new Failure(`${url}: has no chart "${chart}".`);
  return found.map(({ version }) => version);
}

/**
 * Reads the versions of one chart line by line: indexes have several megabytes, and a parser takes seconds for them. Finds
 * nothing where the file is not laid out as Helm writes it.
 */
export function scanIndex(text: string, chart: string): string[] {
  const begin = new RegExp(`^( +)["']?${chart.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}["']?:[ \\t]*\\r?$`, "m").exec(
    text,
  );
  if (begin === null) return [];
  const rest = text.slice(begin.index + begin[0].length + 1).split("\n");
  const dash = /^( *)- /.exec(rest[0] ?? "")?.[1]?.length;
  const indent = begin[1]?.length ?? 0;
  if (dash === undefined || dash < indent) return [];
  const version = new RegExp(`^ {${dash}}(?:- |  )version: *["']?([^"'\\s]+)`);
  const end = rest.findIndex(
    (line) => (line.trim() !== "" && !line.startsWith(" ".repeat(dash))) || endsEntry(line, indent),
  );
  const lines = end < 0 ? rest : rest.slice(0, end);
  return lines.flatMap((line) => version.exec(line)?.[1] ?? []);
}

/** Whether a line begins the next chart. */
function endsEntry(line: string, indent: number): boolean {
  return new RegExp(`^ {0,${indent}}[^\\s-]`).test(line);
}

function readWhole(url: string, text: string): unknown {
  try {
    return parse(text);
  } catch {
    throw new Failure(`${url}: is not YAML.`);
  }
}
