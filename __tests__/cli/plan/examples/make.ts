/** Writes docs/examples/: `npm run examples`. With --check nothing is written: it exits with 1 when a file is stale. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exampleFiles, folder } from "./files";

const check = process.argv.includes("--check");
const files = exampleFiles();
mkdirSync(folder, { recursive: true });
const there = new Set(readdirSync(folder));
const stale = [...files].filter(
  ([name, text]) => !there.has(name) || readFileSync(join(folder, name), "utf8") !== text,
);
const surplus = [...there].filter((name) => !files.has(name));
if (!check) {
  for (const [name, text] of stale) writeFileSync(join(folder, name), text);
  for (const name of surplus) rmSync(join(folder, name));
}
for (const name of [...stale.map(([name]) => name), ...surplus]) console.log(`${check ? "stale" : "renewed"} ${name}`);
process.exitCode = check && stale.length + surplus.length > 0 ? 1 : 0;
