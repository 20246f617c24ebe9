import type { Report } from "../problem";
import { problemAt } from "../problem";
import { stagesOf } from "../stages";
import { didYouMean } from "../suggest";
import { itemsAt } from "../tree";
import type { Drafts } from "./draft";

/** Every stage of promotion is an environment or a profile that environments extend, and no environment is in two. */
export function checkPromotion({ organization, drafts, profiles }: Drafts, report: Report): void {
  if (organization === undefined) return;
  const names = drafts.map(({ name }) => name);
  const all = stagesOf(organization, drafts);
  const isWhole = drafts.every(({ resolved }) => resolved?.complete ?? false);
  const stages = new Map<string, string>();
  const seen = new Set<string>();
  for (const [index, item] of itemsAt(organization, ["promotion"]).entries()) {
    if (item.type !== "scalar" || typeof item.value !== "string") continue;
    const name = item.value;
    const tell = (message: string): void =>
      report(problemAt(item.at, ["promotion", index], `${JSON.stringify(name)} ${message}`));
    if (seen.has(name)) {
      tell("is named twice in this list.");
      continue;
    }
    seen.add(name);
    const members = all.find((stage) => stage.name === name)?.environments ?? [];
    const earlier = members.find((member) => stages.has(member));
    if (!names.includes(name) && !profiles.has(name)) {
      const suggestion = didYouMean(name, [...names, ...profiles.keys()]);
      tell(
        `is neither an environment nor a profile; environments/${name}.yaml does not exist.${suggestion} ` +
          `Put the file back, or take it out of promotion.`,
      );
    } else if (names.includes(name) && profiles.has(name)) {
      tell("is an environment and a profile, and could mean either; rename one of both.");
    } else if (members.length === 0 && isWhole) {
      tell("is a profile that no environment extends. Let one extend it, or take it out of promotion.");
    } else if (earlier !== undefined) {
      tell(`holds ${earlier}, which is in the stage "${stages.get(earlier) ?? ""}" already; take one of both out.`);
    }
    for (const member of members) stages.set(member, name);
  }
}
