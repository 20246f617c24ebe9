import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** How many resources of a plan are changed in which way: ten thousand together. */
export const mix = { created: 2_500, updated: 4_000, replaced: 1_000, deleted: 2_500 } as const;

/**
 * Has an engine make a saved plan of ten thousand changes in a folder, as `plan`, and gives what `show -json` prints of
 * it. The state before is written as the engine itself would: to apply so many resources takes minutes.
 */
export function makeLargePlan(engine: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ resource: { terraform_data: configured() } }));
  writeFileSync(join(folder, "terraform.tfstate"), JSON.stringify(state()));
  const run = (...args: string[]): string => {
    const env = { ...process.env, CHECKPOINT_DISABLE: "1" };
    return execFileSync(engine, args, { cwd: folder, env, encoding: "utf8", maxBuffer: 1 << 28, stdio: "pipe" });
  };
  run("init", "-input=false", "-no-color");
  run("plan", "-input=false", "-no-color", "-lock=false", "-refresh=false", "-out=plan");
  return run("show", "-json", "plan");
}

function configured() {
  const document = '${jsonencode({ name = "resource-${count.index}", revision = 2, zones = ["a", "b"] })}';
  const input = { name: "resource-${count.index}", revision: 2, document, kept: { owner: "platform", tier: "web" } };
  return {
    created: { count: mix.created, input },
    updated: { count: mix.updated, input },
    replaced: { count: mix.replaced, input: "the same", triggers_replace: [2] },
  };
}

function state() {
  const resources = [
    instances("updated", mix.updated, inputBefore),
    instances("deleted", mix.deleted, inputBefore),
    instances("replaced", mix.replaced, () => ({ value: "the same", type: "string" }), {
      triggers_replace: { value: [1], type: ["tuple", ["number"]] },
    }),
  ];
  return { version: 4, terraform_version: "1.11.0", serial: 1, lineage: "bench", outputs: {}, resources };
}

function inputBefore(index: number) {
  const name = `resource-${String(index)}`;
  const kept = { owner: "platform", tier: "web" };
  const type = {
    document: "string",
    kept: ["object", { owner: "string", tier: "string" }],
    name: "string",
    revision: "number",
  };
  const document = JSON.stringify({ name, revision: 1, zones: ["a", "b"] });
  return { value: { document, kept, name, revision: 1 }, type: ["object", type] };
}

function instances(name: string, count: number, input: (index: number) => unknown, more: object = {}) {
  return {
    mode: "managed",
    type: "terraform_data",
    name,
    provider: 'provider["terraform.io/builtin/terraform"]',
    instances: Array.from({ length: count }, (_, index) => ({
      index_key: index,
      schema_version: 0,
      attributes: {
        id: `${name}-${String(index)}`,
        triggers_replace: null,
        input: input(index),
        output: input(index),
        ...more,
      },
    })),
  };
}
