import { blocksOf, dataSourcesOf, type PlacedBlock } from "../blocks";
import { at } from "../finding";
import { stringsIn } from "../strings";
import type { AdmissionRule } from "../subject";

/** Arguments whose strings are expressions without any sign of it. */
const BARE: Readonly<Record<string, readonly string[]>> = {
  import: ["to"],
  moved: ["from", "to"],
  removed: ["from"],
  resource: ["depends_on"],
  lifecycle: ["ignore_changes", "replace_triggered_by"],
};

/**
 * References to other things are addresses: Terraform reads them as expressions, so one could call a function, unseen
 * by who looks for `${`.
 */
export const references: AdmissionRule = ({ stack: { json } }) => {
  const resources = [...blocksOf(json, "resource", 2), ...dataSourcesOf(json), ...blocksOf(json, "output", 1)];
  return [
    ...["import", "moved", "removed"].flatMap((type) => blocksOf(json, type, 0).flatMap(bare(type))),
    ...resources.flatMap(bare("resource")),
    ...resources.flatMap(({ path, body }) => blocksOf(body, "lifecycle", 0, path)).flatMap(bare("lifecycle")),
  ];
};

function bare(type: string): (block: PlacedBlock) => ReturnType<AdmissionRule> {
  return ({ path, body }) =>
    (BARE[type] ?? [])
      .flatMap((key) => stringsIn(body[key], at(path, key)))
      .filter(({ text }) => /[^\w.\-[\]"]/.test(text))
      .map(({ path: place, text }) => ({
        path: place,
        value: text,
        why: "is not an address.",
        remedy: 'Write the address alone, such as aws_vpc.network or aws_subnet.private["a"].',
      }));
}
