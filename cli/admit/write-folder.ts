import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure";
import { writeManifest } from "./manifest";
import { STACK_FILE, type HandedOver } from "./read-folder";

/**
 * Writes stacks that were admitted: the very values that were looked at, written anew, so that an engine can't find
 * in the text what nobody else did. What synthesis wrote comes out the same, since it comes from JavaScript, too.
 *
 * @throws Failure when there is something already.
 */
export function writeFolder(folder: string, { stacks, dependencies }: HandedOver): void {
  if (existsSync(folder)) throw new Failure(`${folder} is there already: name a folder that is not.`);
  const pending = `${folder}.pending`;
  rmSync(pending, { recursive: true, force: true });
  for (const { name, json } of stacks) {
    mkdirSync(join(pending, "stacks", name), { recursive: true });
    writeFileSync(join(pending, "stacks", name, STACK_FILE), `${JSON.stringify(json, null, 2)}\n`);
  }
  writeFileSync(join(pending, "manifest.json"), writeManifest(dependencies));
  renameSync(pending, folder);
}
