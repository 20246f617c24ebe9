import { readFileSync, mkdirSync, writeFileSync } from "node:fs";
import { builtinModules, createRequire } from "node:module";
import { dirname } from "node:path";
import { transform } from "sucrase";

/** What a bundled program starts with and who runs it. */
export interface BundleOptions {
  /** Interpreter on the first line, e.g. `/usr/bin/env node`. */
  readonly interpreter: string;
  /** Names that the program finds in `globalThis.standIn`, e.g. its version: they make two bundles differ. */
  readonly constants?: Readonly<Record<string, string>>;
}

/** Compiles a TypeScript entry with everything it imports into one executable file, so that a machine needs nothing but Node. */
export function bundle(entry: string, options: BundleOptions): string {
  const modules = new Map<string, string>();
  const queue = [entry];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (modules.has(file)) {
      continue;
    }
    const { code, needs } = compile(file);
    modules.set(file, code);
    queue.push(...needs);
  }
  const ids = new Map([...modules.keys()].map((file, index) => [file, String(index)]));
  const bodies = [...modules].map(([file, code]) => {
    const own = code.replace(REQUIRE, (call, wanted: string) => {
      const target = resolve(file, wanted);
      return target === undefined ? call : `require(${ids.get(target) ?? "-1"})`;
    });
    return `${ids.get(file) ?? ""}: (module, exports, require) => {\n${own}\n}`;
  });
  return [
    `#!${options.interpreter}`,
    `"use strict";`,
    `globalThis.standIn = ${JSON.stringify(options.constants ?? {})};`,
    `const sources = {\n${bodies.join(",\n")}\n};`,
    `const loaded = {};`,
    `const load = (id) => {`,
    `  if (typeof id === "string") return require(id);`,
    `  if (loaded[id] === undefined) { loaded[id] = { exports: {} }; sources[id](loaded[id], loaded[id].exports, load); }`,
    `  return loaded[id].exports;`,
    `};`,
    `load(0);`,
    "",
  ].join("\n");
}

/** Writes a bundle as an executable file. */
export function writeBundle(target: string, entry: string, options: BundleOptions): void {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, bundle(entry, options), { mode: 0o755 });
}

const REQUIRE = /\brequire\(["']([^"']+)["']\)/g;

/** Compiling takes most of the time, and several versions share the same sources. */
const compiled = new Map<string, { readonly code: string; readonly needs: readonly string[] }>();

function compile(file: string): { readonly code: string; readonly needs: readonly string[] } {
  const known = compiled.get(file);
  if (known !== undefined) {
    return known;
  }
  const source = readFileSync(file, "utf8");
  const code = file.endsWith(".ts")
    ? transform(source, { transforms: ["typescript", "imports"], disableESTransforms: true, filePath: file }).code
    : source;
  const needs = [...code.matchAll(REQUIRE)]
    .map((match) => resolve(file, match[1] ?? ""))
    .filter((target) => target !== undefined);
  const result = { code, needs };
  compiled.set(file, result);
  return result;
}

/** The file behind a `require`, or undefined for what Node itself brings. */
function resolve(from: string, wanted: string): string | undefined {
  if (wanted.startsWith("node:") || builtinModules.includes(wanted)) {
    return undefined;
  }
  const require = createRequire(from);
  try {
    return require.resolve(wanted);
  } catch (error) {
    if (wanted.startsWith(".")) {
      return require.resolve(`${wanted}.ts`);
    }
    throw error;
  }
}
