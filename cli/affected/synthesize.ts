import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { z } from "zod";
import { SynthesizedStack } from "../../stacks/synthesized-stack";
import { formatTold } from "../told";
import { runProgram, type Ended } from "../run-program";
import type { Stopping } from "../stopping";
import type { RevisionStack } from "./compare";

/** What a revision's own code made of its files. */
export type RevisionSynthesis =
  | { readonly ok: true; readonly stacks: readonly RevisionStack[] }
  /** What it said, as lines for people. */
  | { readonly ok: false; readonly text: string };

/** The table of `platform synth`, as JSON. */
const summaries = z.array(
  z.object({ stack: z.string(), environment: z.string().nullable(), dependsOn: z.array(z.string()) }),
);
const message = z.object({ message: z.string() });
const place = { file: z.string(), line: z.number(), column: z.number(), path: z.string() };
const failed = z.object({ problems: z.array(z.union([message.extend(place), message])) });

/**
 * Synthesizes a revision with the code it has itself, in a process of its own that sees no credential: `platform synth`.
 *
 * @param root the revision's files.
 * @param outdir where its stacks go; whoever removes the folder around it removes what a stopped synthesis leaves.
 * @param stopping by which somebody stops the command: what comes of it then means nothing.
 */
export async function synthesizeRevision(
  root: string,
  outdir: string,
  env: NodeJS.ProcessEnv,
  stopping: Stopping,
): Promise<RevisionSynthesis> {
  const program = [...LINKS_STAY, join("cli", "run.js"), "synth", "--json"];
  const ended = await runProgram(process.execPath, program, {
    cwd: root,
    env: bareEnvironment(env, outdir),
    stopping,
  });
  const listed = ended.kind === "ended" && ended.status === 0 ? summaries.safeParse(jsonOf(ended.stdout)) : undefined;
  if (!listed?.success) return { ok: false, text: textOf(ended) };
  const folderOf = (stack: string): string => join(outdir, "stacks", stack);
  const unwritten = listed.data.find(({ stack }) => !existsSync(join(folderOf(stack), CONFIGURATION)));
  if (unwritten) return { ok: false, text: `platform synth wrote no ${CONFIGURATION} of ${unwritten.stack}` };
  return {
    ok: true,
    stacks: listed.data.map(({ stack, environment, dependsOn }) => {
      const folder = folderOf(stack);
      const text = readFileSync(join(folder, CONFIGURATION), "utf8");
      return {
        stack: new SynthesizedStack(stack, text, dependsOn, environment ?? undefined),
        files: otherFiles(folder),
      };
    }),
  };
}

/** A revision that is checked out links to what it shares with the repository, and has to find itself where it is. */
const LINKS_STAY = ["--preserve-symlinks", "--preserve-symlinks-main"];

/** Synthesis needs nothing (decision 8); what it does not have, it can't leak. Its temporary files go where its stacks go. */
function bareEnvironment(env: NodeJS.ProcessEnv, outdir: string): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) =>
    ["PATH", "SYSTEMROOT", "PLATFORM_DEBUG"].includes(name.toUpperCase()),
  );
  const temporary = dirname(outdir);
  return { ...Object.fromEntries(kept), CDKTF_OUTDIR: outdir, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
}

const CONFIGURATION = "cdk.tf.json";

/** Assets, and the lock file. */
function otherFiles(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => join(entry.parentPath, entry.name));
  const hashes = files.map((file) => {
    const path = relative(folder, file);
    return [path, createHash("sha256").update(readFileSync(file)).digest("hex")] as const;
  });
  return new Map(hashes.filter(([path]) => path !== CONFIGURATION));
}

function textOf(ended: Ended): string {
  if (ended.kind !== "ended") return "its folder is not there";
  const problems = failed.safeParse(jsonOf(ended.stdout));
  const text = problems.success ? formatTold(problems.data.problems).join("\n") : ended.stderr.trim();
  return text === ""
    ? `platform synth ended with ${String(ended.status)}, and said nothing that is understood here`
    : text;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
