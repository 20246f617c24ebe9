import type { Draft } from "./checks/draft";
import type { TreeMap } from "./tree";
import { itemsAt } from "./tree";
import type { Stage } from "./types";

/** The steps of promotion as far as they can be read: each is an environment, or all that extend a profile. */
export function stagesOf(organization: TreeMap | undefined, drafts: readonly Draft[]): Stage[] {
  const items = organization === undefined ? [] : itemsAt(organization, ["promotion"]);
  return items.flatMap((item) => {
    if (item.type !== "scalar" || typeof item.value !== "string") return [];
    const name = item.value;
    const members = drafts.filter((draft) => draft.name === name || draft.resolved?.profiles.includes(name));
    return [{ name, environments: members.map((draft) => draft.name).sort() }];
  });
}
