import type { Counts } from "./counts";
import type { Action, ResourceChange } from "./model";

/** What each kind of change is called. */
export const titles: Readonly<Record<Action, string>> = {
  delete: "Destroy",
  replace: "Replace",
  forget: "Forget",
  update: "Change",
  create: "Add",
  none: "Move or import",
  read: "Read during apply",
  open: "Open during apply",
};

/** What is counted, in the order of what could hurt: as it is planned, and as it was done. */
const countWords: readonly (readonly [keyof Counts, string, string])[] = [
  ["delete", "to destroy", "destroyed"],
  ["replace", "to replace", "replaced"],
  ["forget", "to forget", "forgotten"],
  ["update", "to change", "changed"],
  ["create", "to add", "added"],
  ["move", "to move", "moved"],
  ["import", "to import", "imported"],
  ["read", "to read", "read"],
  ["deferred", "put off", "put off"],
];

/** The counts of a plan as words: `2 to destroy, 1 to replace, 4 to change, 10 to add`. */
export function countsText(counts: Counts): string {
  return counted(counts, (_, planned) => planned) || "no changes";
}

/** The counts of a plan that was applied: `2 destroyed, 10 added`; empty when none of it changed a resource. */
export function doneText(counts: Counts): string {
  return counted(counts, (_, __, done) => done);
}

function counted(counts: Counts, word: (...words: (typeof countWords)[number]) => string): string {
  return countWords
    .filter(([key]) => counts[key] > 0)
    .map((words) => `${counts[words[0]].toLocaleString("en")} ${word(...words)}`)
    .join(", ");
}

/** What becomes of a stack that a change has no more. */
export const STAYS = "nothing destroys it; its state stays, and so does all that it has made";

/** Reasons of Terraform and OpenTofu for what they do, in words; one that is not here is shown as it is. */
const reasons: Readonly<Record<string, string>> = {
  replace_because_tainted: "marked as damaged (tainted)",
  replace_because_cannot_update: "can't be changed in place",
  replace_by_request: "asked for with -replace",
  replace_by_triggers: "replace_triggered_by",
  delete_because_no_resource_config: "no longer in the configuration",
  delete_because_wrong_repetition: "count or for_each came or went",
  delete_because_count_index: "its index is beyond count",
  delete_because_each_key: "its key is no longer in for_each",
  delete_because_no_module: "its module is no longer in the configuration",
  delete_because_no_move_target: "moved to where no configuration is",
  delete_because_enabled_false: "enabled is false",
  read_because_config_unknown: "its arguments are known after apply",
  read_because_dependency_pending: "what it depends on changes",
  read_because_check_nested: "for a check",
};

/** Something that a reviewer should know of a resource besides its action. */
export interface Remark {
  readonly text: string;
  /** What comes from the plan: it is shown as code, after the text. */
  readonly value?: string;
}

/** All remarks on a resource, in the order in which they are read. */
export function remarks(resource: ResourceChange): readonly Remark[] {
  const { action, replacing, reason, previousAddress, importing, deposed, holdsData, mode } = resource;
  const destroys = action === "delete" || action === "replace";
  return [
    ...(destroys && holdsData && mode === "managed" ? [{ text: "holds data" }] : []),
    ...(action === "forget" ? [{ text: "stays in the cloud" }] : []),
    ...(replacing === "create-first" ? [{ text: "the new one first" }] : []),
    ...(replacing === "forget" ? [{ text: "the old one stays in the cloud" }] : []),
    ...(deposed === undefined ? [] : [{ text: "left over from a replacement", value: deposed }]),
    ...(previousAddress === undefined ? [] : [{ text: "was", value: previousAddress }]),
    ...(importing === undefined ? [] : [importRemark(importing.id)]),
    ...(reason === undefined ? [] : [reasonRemark(reason)]),
  ];
}

function importRemark(id: string | undefined): Remark {
  return id === undefined ? { text: "imported" } : { text: "imported from", value: id };
}

/** Engines may have reasons that nobody here knows. */
function reasonRemark(reason: string): Remark {
  const text = reasons[reason];
  return text === undefined ? { text: "because", value: reason } : { text };
}
