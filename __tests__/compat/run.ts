/**
 * Shows that the app runs unchanged on cdktf's maintained successor: a copy of it, with cdktn in cdktf's place by an npm alias, synthesizes JSON
 * that is equal in meaning for every stack. Exits with 1 when it isn't.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";

/** The successor and the newest constructs that it allows. */
const SUCCESSOR = { cdktf: "npm:cdktn@0.24.0", constructs: "10.7.0" };

const root = resolve(__dirname, "../..");

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

/** A copy of what git knows of the app, with the successor in cdktf's place. */
function copyWithSuccessor(): string {
  const copy = mkdtempSync(join(tmpdir(), "platform-compat-"));
  for (const file of run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], root)
    .split("\0")
    .filter(Boolean)) {
    cpSync(join(root, file), join(copy, file));
  }
  const manifest: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(copy, "package.json"), "utf8"),
  );
  const alone = { private: true, dependencies: { ...manifest.dependencies, ...SUCCESSOR }, overrides: SUCCESSOR };
  writeFileSync(join(copy, "package.json"), JSON.stringify(alone));
  rmSync(join(copy, "package-lock.json"), { force: true });
  run("npm", ["install", "--legacy-peer-deps", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], copy);
  return copy;
}

/** Each stack's JSON without the comment block, which holds the name and version of the library. */
function stacks(folder: string): ReadonlyMap<string, unknown> {
  run(process.execPath, ["-r", "./cli/typescript.js", "main.ts"], folder);
  const out = join(folder, "cdktf.out", "stacks");
  return new Map(
    readdirSync(out).map((name) => {
      const { "//": _, ...content }: Record<string, unknown> = JSON.parse(
        readFileSync(join(out, name, "cdk.tf.json"), "utf8"),
      );
      return [name, content];
    }),
  );
}

const copy = copyWithSuccessor();
try {
  const installed: { name: string; version: string } = JSON.parse(
    readFileSync(join(copy, "node_modules/cdktf/package.json"), "utf8"),
  );
  const [ours, theirs] = [stacks(root), stacks(copy)];
  const names = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
  const different = names.filter((name) => !isDeepStrictEqual(ours.get(name), theirs.get(name)));
  for (const name of names) console.log(`${different.includes(name) ? "differs" : "equal  "}  ${name}`);
  console.log(
    `${String(names.length - different.length)} of ${String(names.length)} stacks are equal with ${installed.name} ${installed.version}.`,
  );
  process.exitCode = different.length > 0 || names.length === 0 ? 1 : 0;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
