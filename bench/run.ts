import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changeOneEnvironment, commitAll } from "./commit";
import { prepareEnvironments } from "./prepare";
import { copyWithApp } from "./copy";
import { measureRendering } from "./rendering";
import { sampleOf } from "./sample";
import {
  affectedVerdict,
  growthVerdicts,
  loaderVerdict,
  median,
  stockVerdict,
  type Measurement,
  type Verdict,
} from "./verdicts";

const runs = 5;
const sizes = [10, 30, 100];

/** Measures everything, side by side in one run, medians of five. `progress` is told what happens now. */
export function runBenchmarks(repository: string, progress: (what: string) => void): Verdict[] {
  const folder = mkdtempSync(join(tmpdir(), "platform-bench-"));
  try {
    return [
      ...compareWithStock(repository, folder, progress),
      compareWithBase(repository, join(folder, "affected"), progress),
      ...growthVerdicts(measureSizes(repository, folder, progress)),
      ...measureRendering(repository, folder, runs, progress),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compareWithStock(repository: string, folder: string, progress: (what: string) => void): Verdict[] {
  const stockFolder = join(folder, "stock");
  const ourFolder = join(folder, "ours");
  copyWithApp(repository, stockFolder, "npx ts-node main.ts");
  copyWithApp(repository, ourFolder, "node -r ./cli/typescript.js main.ts");
  const cdktf = join("node_modules", ".bin", "cdktf");
  const ours: number[] = [];
  const stock: number[] = [];
  const oursByCdktf: number[] = [];
  for (let run = 1; run <= runs; run++) {
    progress(`our synth and cdktf synth with ts-node, run ${run} of ${runs}`);
    ours.push(timed(ourFolder, process.execPath, ["cli/run.js", "synth"]));
    oursByCdktf.push(timed(ourFolder, cdktf, ["synth"]));
    stock.push(timed(stockFolder, cdktf, ["synth"]));
  }
  return [stockVerdict(median(ours), median(stock)), loaderVerdict(median(oursByCdktf), median(stock))];
}

function compareWithBase(repository: string, folder: string, progress: (what: string) => void): Verdict {
  copyWithApp(repository, folder, "node -r ./cli/typescript.js main.ts");
  rmSync(join(folder, "environments"), { recursive: true });
  prepareEnvironments(folder, 10);
  commitAll(folder);
  changeOneEnvironment(folder);
  commitAll(folder);
  const affected: number[] = [];
  const synth: number[] = [];
  for (let run = 1; run <= runs; run++) {
    progress(`affected and our synth, run ${run} of ${runs}`);
    affected.push(timed(folder, process.execPath, ["cli/run.js", "affected", "--base", "HEAD~1"], AFFECTED));
    synth.push(timed(folder, process.execPath, ["cli/run.js", "synth"]));
  }
  return affectedVerdict(median(affected), median(synth));
}

/** How `platform affected` ends when a stack is. */
const AFFECTED = 2;

function measureSizes(repository: string, folder: string, progress: (what: string) => void): Measurement[] {
  const roots = sizes.map((size) => ({ size, root: join(folder, String(size)) }));
  for (const { size, root } of roots) prepareEnvironments(root, size);
  const samples = new Map<number, { seconds: number; megabytes: number }[]>(sizes.map((size) => [size, []]));
  for (let run = 1; run <= runs; run++) {
    for (const { size, root } of roots) {
      progress(`synth of ${size} environments, run ${run} of ${runs}`);
      samples.get(size)?.push(sampleOf(join(repository, "bench", "child.js"), root));
    }
  }
  return [...samples].map(([environments, all]) => ({
    environments,
    seconds: median(all.map(({ seconds }) => seconds)),
    megabytes: median(all.map(({ megabytes }) => megabytes)),
  }));
}

function timed(folder: string, command: string, args: readonly string[], expected = 0): number {
  const env = { ...process.env, CI: "1", CHECKPOINT_DISABLE: "1" };
  const begun = performance.now();
  const { status, error, stderr } = spawnSync(command, args, { cwd: folder, env, encoding: "utf8" });
  const seconds = (performance.now() - begun) / 1000;
  if (status === expected) return seconds;
  throw error ?? new Error(`${command} ${args.join(" ")} ended with ${String(status)}:\n${stderr}`);
}
