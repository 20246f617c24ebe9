import { planPromotion, type PromotionRequest } from "../../../catalog/promotion/plan";
import { formatProblems, type ComponentRules } from "../../../config";
import { readSources } from "../../../config/edit";
import { inRepository, k3d, load, type Files } from "../../config/files";
import { RULES } from "../../config/rules";

/** Where a version is tried first, where it goes next, and where last. */
export const STAGES = ["development", "staging", "production"];

/** What a promotion comes to: moves as lines, notes, or problems as people see them. */
export interface Planned {
  readonly moves?: readonly string[];
  readonly notes?: readonly string[];
  readonly problems?: string;
}

/** Ranges of the tests' components, by component and dependency. */
export type Ranges = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Plans a promotion from staging to production, or as the request says, between environments of these files. */
export function plan(files: Files, request: Partial<PromotionRequest> = {}, ranges: Ranges = {}): Planned {
  return inRepository(files, (root) => {
    const loaded = load(root);
    if (!loaded.ok) throw new Error(formatProblems(loaded.problems));
    const planned = planPromotion(
      { platform: loaded.platform, sources: readSources(root), rules: withRanges(ranges) },
      { from: "staging", to: "production", names: [], allowDowngrade: false, withDependencies: false, ...request },
    );
    if (!planned.ok) {
      const placed = planned.problems.filter((problem) => "file" in problem);
      const others = planned.problems.filter((problem) => !("file" in problem));
      return { problems: [formatProblems(placed), ...others.map(({ message }) => message)].filter(Boolean).join("\n") };
    }
    const moves = planned.moves.map(
      ({ kind, name, from, to, at, environments }) =>
        `${kind} ${name} ${from} → ${to} ${at.file}:${at.line}:${at.column} (${environments.join(", ")})`,
    );
    return { moves, notes: planned.notes };
  });
}

function withRanges(ranges: Ranges): ComponentRules {
  return Object.fromEntries(
    Object.entries(RULES).map(([name, rule]) => [name, { ...rule, dependsOn: ranges[name] ?? rule.dependsOn }]),
  );
}

/** The files of an organization with these environments; each has the text of some keys of its own. */
export function organization(
  environments: Readonly<Record<string, Readonly<Record<string, string>>>>,
  promotion: readonly string[] = STAGES,
  more: Files = {},
): Files {
  const all = { development: {}, staging: {}, production: {}, ...environments };
  const files = Object.entries(all).map(([name, keys], index): [string, string] => {
    const cluster = { apiPort: String(6550 + index), registryPort: String(5001 + index) };
    return [`environments/${name}.yaml`, k3d({ domain: `${name}.example.org`, ...keys }, cluster)];
  });
  const order = `name: example\ndomain: example.org\npromotion: [${promotion.join(", ")}]\n`;
  return { "environments/organization.yaml": order, ...Object.fromEntries(files), ...more };
}
