import { CATALOG_RULES, loadPlatform } from "../../stacks/load-platform";
import type { Move, PromotionProblem } from "../../catalog/promotion/move";
import { planPromotion, type PromotionRequest } from "../../catalog/promotion/plan";
import { readSources } from "../../config/edit";
import { prepare } from "../change";
import { editedFiles } from "./edits";

/** What a promotion came to. */
export type Promoted =
  | {
      readonly ok: true;
      readonly moves: readonly Move[];
      /** What was left out, and why. */
      readonly notes: readonly string[];
      /** Files that change, sorted. */
      readonly files: readonly string[];
      /** Whether they were written. */
      readonly written: boolean;
    }
  | { readonly ok: false; readonly problems: readonly PromotionProblem[] };

/** Plans a promotion, tries it on a copy, and writes it, all or nothing. */
export function promote(root: string, request: PromotionRequest, dryRun: boolean): Promoted {
  const loaded = loadPlatform(root);
  if (!loaded.ok) return loaded;
  const { platform } = loaded;
  const sources = readSources(root);
  const plan = planPromotion({ platform, sources, rules: CATALOG_RULES }, request);
  if (!plan.ok) return plan;
  if (plan.moves.length === 0) return { ...plan, files: [], written: false };
  const prepared = prepare(root, platform, editedFiles(sources.texts, plan.moves));
  if (!prepared.ok) return { ok: false, problems: prepared.messages.map((message) => ({ message })) };
  if (!dryRun) prepared.write();
  return { ...plan, files: prepared.files, written: !dryRun };
}
