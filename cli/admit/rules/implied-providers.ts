import { blocksOf, dataSourcesOf, type PlacedBlock } from "../blocks";
import { at } from "../finding";
import { requiredProviders } from "../providers";
import type { AdmissionRule } from "../subject";

/** The provider that is part of the engine: `terraform_data` and `terraform_remote_state`. */
const BUILT_IN = "terraform";

/**
 * A resource brings its provider by its name alone: `external` is installed for `data "external"` without being asked
 * for. So every provider that anything uses has to be among those that the stack asks for, which are looked at.
 */
export const impliedProviders: AdmissionRule = ({ stack: { json } }) => {
  const asked = new Set([BUILT_IN, ...requiredProviders(json).map(({ name }) => name)]);
  const remedy = `Use the providers that the stack asks for: ${[...asked].join(", ")}.`;
  const uses = [
    ...[...blocksOf(json, "resource", 2), ...dataSourcesOf(json)].map((block) => used(block, block.labels[0])),
    ...blocksOf(json, "import", 0).map((block) => used(block, block.body["to"])),
    ...blocksOf(json, "removed", 0).map((block) => used(block, block.body["from"])),
  ];
  const configured = blocksOf(json, "provider", 1).map(({ path, labels: [name = ""] }) => ({
    path,
    value: name,
    name,
  }));
  return [...uses, ...configured]
    .filter(({ name }) => !asked.has(name))
    .map(({ path, value }) => ({ path, value, why: "brings a provider that the stack does not ask for.", remedy }));
};

/** The provider that a block names, or else the one that its type begins with. */
function used({ path, body }: PlacedBlock, type: unknown): { path: string; value: unknown; name: string } {
  const provider = body["provider"];
  if (provider === undefined || provider === null) return { path, value: type, name: matched(/^([a-z0-9]+)_/, type) };
  return { path: at(path, "provider"), value: provider, name: matched(/^([a-z][a-z0-9-]*)(?:\.[\w-]+)?$/, provider) };
}

function matched(pattern: RegExp, value: unknown): string {
  return (typeof value === "string" ? pattern.exec(value)?.[1] : undefined) ?? "";
}
