import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { Failure } from "../../failure";
import { readIfThere } from "../../files";
import { ATLANTIS_FILE } from "../file";
import { STACK_FILE, STACKS_FOLDER, type RepoConfig } from "../repo-config";
import type { SynthesizedStack } from "../../../stacks/synthesized-stack";

/** {@link RepoConfig}, and nothing more. */
const schema: z.ZodType<RepoConfig> = z.strictObject({
  version: z.literal(3),
  autodiscover: z.strictObject({ mode: z.literal("disabled") }),
  parallel_plan: z.literal(true),
  parallel_apply: z.literal(true),
  abort_on_execution_order_fail: z.literal(true),
  projects: z.array(
    z.strictObject({
      name: z.string(),
      dir: z.string(),
      workspace: z.literal("default"),
      execution_order_group: z.int(),
      depends_on: z.array(z.string()).optional(),
      autoplan: z.strictObject({ enabled: z.literal(true), when_modified: z.array(z.string()) }),
    }),
  ),
});

/**
 * Puts stacks that were received and admitted where Atlantis plans them, in place of what is there, each with the lock
 * file that the base branch has for it. What is the same on the base branch is hidden from Git: Atlantis plans every
 * file that Git does not know, and holds a lock for each stack that it plans.
 *
 * @param checkout the pull request's, in which Git tracks nothing below {@link STACKS_FOLDER}.
 * @param base the repository of the base branch.
 * @param stacks the base branch's stacks.
 * @returns the names of the stacks that differ.
 */
export function place(
  received: string,
  checkout: string,
  base: string,
  stacks: readonly SynthesizedStack[],
): readonly string[] {
  const names = readdirSync(received).sort();
  checkProjects(readIfThere(checkout, ATLANTIS_FILE), names);
  const before = new Map(stacks.map(({ name, text }) => [name, text]));
  const folder = join(checkout, STACKS_FOLDER);
  mkdirSync(folder, { recursive: true });
  for (const name of new Set([...readdirSync(folder), ...names])) {
    const text = readIfThere(received, `${name}/${STACK_FILE}`);
    // A stack that is as it was may have a plan beside it, which somebody is about to apply.
    if (text !== undefined && text === readIfThere(folder, `${name}/${STACK_FILE}`)) continue;
    rmSync(join(folder, name), { recursive: true, force: true });
    if (text === undefined) continue;
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, STACK_FILE), text);
    const lock = join(base, "locks", `${name}.terraform.lock.hcl`);
    if (existsSync(lock)) cpSync(lock, join(folder, name, ".terraform.lock.hcl"));
  }
  const same = names.filter((name) => readIfThere(folder, `${name}/${STACK_FILE}`) === before.get(name));
  writeFileSync(join(checkout, ".git/info/exclude"), same.map((name) => `/${STACKS_FOLDER}/${name}/\n`).join(""));
  return names.filter((name) => !same.includes(name));
}

/**
 * Refuses an `atlantis.yaml` that could make Atlantis plan something else than the stacks. It is compared with how it
 * would be written, since Atlantis and this program may read the same YAML in two ways.
 */
function checkProjects(text: string | undefined, names: readonly string[]): void {
  const fix = "Write it anew: npm run platform -- atlantis";
  if (text === undefined) throw new Failure(`${ATLANTIS_FILE}  is missing. ${fix}`);
  const read = schema.safeParse(parsed(text));
  const plain = text.replace(/^(#.*\n)*/, "");
  if (!read.success || stringify(read.data, { lineWidth: 0 }) !== plain) {
    throw new Failure(`${ATLANTIS_FILE}  is not as the command writes it. ${fix}`);
  }
  const wrong = read.data.projects.filter(
    ({ name, dir }) => !names.includes(name) || dir !== `${STACKS_FOLDER}/${name}`,
  );
  if (wrong.length > 0) {
    const found = wrong.map(({ name, dir }) => `${name} in ${dir}`).join(", ");
    throw new Failure(`${ATLANTIS_FILE}  has projects that are no stacks of this commit: ${found}. ${fix}`);
  }
}

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
