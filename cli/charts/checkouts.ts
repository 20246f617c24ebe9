import { existsSync, mkdtempSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { compare, satisfies, valid } from "semver";
import { Failure } from "../failure";
import { runProgram } from "../run-program";
import { readChartFile } from "./chart-file";

/** A chart on this machine. */
export interface LocalChart {
  readonly name: string;
  readonly version: string;
  /** Folder with its Chart.yaml. */
  readonly folder: string;
}

/** Folders deeper than this hold no charts of their own. */
const DEPTH = 8;

/** All charts in a folder: chart folders, checkouts that hold some, and packed ones (.tgz), which are unpacked into `work`. */
export async function findCharts(folder: string, work: string, env: NodeJS.ProcessEnv): Promise<LocalChart[]> {
  if (!existsSync(folder)) throw new Failure(`--from: there is no folder ${folder}.`);
  const found: LocalChart[] = [];
  const visit = async (current: string, depth: number): Promise<void> => {
    if (existsSync(join(current, "Chart.yaml"))) {
      const chart = readChartFile(current);
      // What lies in its folder charts/ belongs to it alone.
      if (chart !== undefined) found.push({ name: chart.name, version: chart.version, folder: current });
      return;
    }
    for (const entry of readdirSync(current, { withFileTypes: true })) {
      const path = join(current, entry.name);
      if (entry.isDirectory() && depth < DEPTH && !/^(\.|node_modules$)/.test(entry.name)) await visit(path, depth + 1);
      else if (entry.isFile() && entry.name.endsWith(".tgz")) {
        await visit(await unpack(path, work, env), DEPTH - 1);
      }
    }
  };
  await visit(folder, 0);
  return found;
}

/** The chart of this name that comes closest: the version itself, one in the range, or else the newest. */
export function closest(charts: readonly LocalChart[], name: string, wanted: string): LocalChart | undefined {
  const named = charts
    .filter((chart) => chart.name === name)
    .sort((a, b) => (valid(a.version) && valid(b.version) ? compare(b.version, a.version) : 0));
  return (
    named.find(({ version }) => version === wanted) ??
    named.find(({ version }) => valid(version) !== null && satisfies(version, wanted)) ??
    named[0]
  );
}

async function unpack(file: string, work: string, env: NodeJS.ProcessEnv): Promise<string> {
  const to = mkdtempSync(join(work, "packed-"));
  const ended = await runProgram("tar", ["-xzf", file, "-C", to], { env });
  if (ended.kind === "ended" && ended.status === 0) return to;
  throw new Failure(`${file} could not be unpacked${ended.kind === "missing" ? ": tar is not on the PATH" : ""}.`);
}
