import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readManifest, type Dependencies } from "./manifest";
import { readJson } from "./read-json";
import type { NamedStack } from "./subject";

/** The one file that a stack's folder may have. */
export const STACK_FILE = "cdk.tf.json";

/** More stacks than any organization has. */
export const MOST_STACKS = 500;

/** Names of stacks as synthesis gives them: they become parts of paths. */
const STACK_NAME = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

/** What a synthesis handed over. */
export interface HandedOver {
  readonly stacks: readonly NamedStack[];
  readonly dependencies: Dependencies;
}

/**
 * Reads what a synthesis handed over: `manifest.json`, and `stacks/<stack>/cdk.tf.json` of every stack. Terraform
 * would read whatever else lies in a stack's folder, overrides and values of variables among it, so nothing else may.
 *
 * @returns messages, when anything is wrong: one a file, and only one when the folder is none that was handed over.
 */
export function readFolder(folder: string): HandedOver | readonly string[] {
  const other = whyOtherFolder(folder);
  if (other !== undefined) return [`${other} ${WANTED}`];
  const names = listed(join(folder, "stacks"));
  if (names.length > MOST_STACKS) return [`There are ${names.length} stacks; at most ${MOST_STACKS} are read.`];
  const workedIn = whyWorkedIn(folder, names);
  if (workedIn !== undefined) return [`${workedIn} ${WANTED}`];
  const misplaced = listed(folder).filter((name) => name !== "manifest.json" && name !== "stacks");
  const results = names.map((name) => readStack(join(folder, "stacks"), name));
  const stacks = results.filter((result) => typeof result !== "string");
  const refused = [
    ...misplaced.map((name) => `${quoted(name)} has no place beside manifest.json and stacks.`),
    ...(names.length === 0 ? [`There are no stacks in ${folder}. ${WANTED}`] : []),
    ...results.filter((result) => typeof result === "string"),
  ];
  if (refused.length > 0) return refused;
  const bytes = readPlain(join(folder, "manifest.json"));
  const dependencies = bytes === undefined ? "manifest.json is not a file." : readManifest(bytes, stacks);
  return typeof dependencies === "string" ? [dependencies] : { stacks, dependencies };
}

const WANTED = `Give a folder with nothing but copies of manifest.json and of stacks/<stack>/${STACK_FILE} for every stack, as a synthesis writes them into cdktf.out.`;

function whyOtherFolder(folder: string): string | undefined {
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return `There is no ${folder}.`;
  if (!isFolder(folder)) return `${folder} is not a folder; a link to one is not followed.`;
  const names = listed(folder);
  const isOther = !names.includes("manifest.json") && !names.includes("stacks");
  return isOther ? `${folder} has no manifest.json and no stacks.` : undefined;
}

/** What engines and the platform's own commands leave where they work. */
const LEFT_BY_WORK: readonly string[] = ["plans", ".terraform", ".terraform.lock.hcl"];

/** Where somebody has synthesized and planned, what that left is one mistake, in however many folders it lies. */
function whyWorkedIn(folder: string, stacks: readonly string[]): string | undefined {
  const inStacks = stacks.flatMap((name) => listed(join(folder, "stacks", name)));
  const others = [
    ...listed(folder).filter((name) => name !== "manifest.json" && name !== "stacks"),
    ...inStacks.filter((name) => name !== STACK_FILE),
  ];
  if (others.length < 2 || others.some((name) => !LEFT_BY_WORK.includes(name))) return undefined;
  const left = LEFT_BY_WORK.filter((name) => others.includes(name)).map(quoted);
  return `${folder} was planned in, which left ${left.join(", ")} there.`;
}

function readStack(folder: string, name: string): NamedStack | string {
  if (!STACK_NAME.test(name)) {
    return `${quoted(name)} is not a stack's name: small letters, digits and hyphens, at most 64.`;
  }
  if (!isFolder(join(folder, name))) return `${name}: it is not a folder.`;
  const others = listed(join(folder, name)).filter((file) => file !== STACK_FILE);
  if (others.length > 0) {
    return `${name}: ${others.map(quoted).join(", ")} may not be there: a stack is handed over as ${STACK_FILE} alone.`;
  }
  const bytes = readPlain(join(folder, name, STACK_FILE));
  if (bytes === undefined) return `${name}: ${STACK_FILE} is not a file.`;
  const read = readJson(bytes);
  return read.ok ? { name, json: read.json } : `${name}: ${STACK_FILE} ${read.why}`;
}

/** The names in a folder, hidden ones included; none where there is no folder. */
function listed(folder: string): readonly string[] {
  return isFolder(folder) ? readdirSync(folder).sort() : [];
}

/** Whether there is a folder, and no link to one. */
function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** A file; undefined where there is none, or a link, which could lead to any file of this machine. */
function readPlain(file: string): Uint8Array | undefined {
  const isFile = lstatSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
  return isFile ? readFileSync(file) : undefined;
}

function quoted(name: string): string {
  return JSON.stringify(name).replace(/[^ -~]/g, "?");
}
