import type { Counts } from "./counts";
import type { ResourceChange } from "./model";

/** The counts as words, what could hurt first: `2 to destroy, 1 to replace, 4 to change, 10 to add`. */
export function countsText(counts: Counts): string {
  const parts: readonly (readonly [number, string])[] = [
    [counts.delete, "to destroy"],
    [counts.replace, "to replace"],
    [counts.forget, "to forget"],
    [counts.update, "to change"],
    [counts.create, "to add"],
    [counts.move, "to move"],
    [counts.import, "to import"],
    [counts.read, "to read"],
  ];
  const said = parts.filter(([count]) => count > 0).map(([count, what]) => `${count.toLocaleString("en")} ${what}`);
  return said.length === 0 ? "no changes" : said.join(", ");
}

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
