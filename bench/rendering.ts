import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeLargePlan, mix } from "./large-plan";
import { sampleOf } from "./sample";
import { median, noEngineVerdict, renderingVerdicts, type Verdict } from "./verdicts";

/** The engine that makes the plan: the one that cdktf runs. */
const engine = process.env["TERRAFORM_BINARY_NAME"] ?? "terraform";

/** Renders a large plan of a real engine, side by side with the engine's own text of it. */
export function measureRendering(
  repository: string,
  folder: string,
  runs: number,
  progress: (what: string) => void,
): Verdict[] {
  if (spawnSync(engine, ["version"], { stdio: "ignore" }).error !== undefined) return [noEngineVerdict(engine)];
  progress("a plan of ten thousand changes is made");
  const planFolder = join(folder, "large-plan");
  const file = join(folder, "large-plan.json");
  writeFileSync(file, makeLargePlan(engine, planFolder));
  const ours: { wall: number; seconds: number; megabytes: number }[] = [];
  const theirs: number[] = [];
  for (let run = 1; run <= runs; run++) {
    progress(`rendering of ten thousand changes, run ${run} of ${runs}`);
    const begun = performance.now();
    const sample = sampleOf(join(repository, "bench", "render-child.js"), file);
    ours.push({ ...sample, wall: (performance.now() - begun) / 1000 });
    theirs.push(show(planFolder));
  }
  const changes = Object.values(mix).reduce((sum, count) => sum + count, 0);
  return renderingVerdicts(engine, changes, {
    seconds: median(ours.map(({ wall }) => wall)),
    processorSeconds: median(ours.map(({ seconds }) => seconds)),
    megabytes: median(ours.map(({ megabytes }) => megabytes)),
    showSeconds: median(theirs),
  });
}

function show(folder: string): number {
  const begun = performance.now();
  const env = { ...process.env, CHECKPOINT_DISABLE: "1" };
  execFileSync(engine, ["show", "-no-color", "plan"], { cwd: folder, env, stdio: "pipe", maxBuffer: 1 << 28 });
  return (performance.now() - begun) / 1000;
}
