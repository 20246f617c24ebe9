import type { ComponentRules, Platform } from "../../config";
import type { Sources } from "../../config/edit";
import { problemAt } from "../../config/problem";
import { find } from "../../config/tree";
import { choose } from "./choose";
import { leftBehind, type LeftBehind } from "./dependencies";
import { firstOfEach, heldBy, type Held } from "./held";
import { listed, type Move, type PromotionProblem } from "./move";
import { movementOf, type Movement } from "./movement";
import { judge } from "./rules";
import { stepBetween, type Step } from "./stages";

/** What somebody wants to promote. */
export interface PromotionRequest {
  /** Stages, as the organization's promotion names them. */
  readonly from: string;
  readonly to: string;
  /** Components, applications or clusters; everything that differs when there is none. */
  readonly names: readonly string[];
  readonly allowDowngrade: boolean;
  /** Whether dependencies that would be left behind are promoted, too. */
  readonly withDependencies: boolean;
}

/** Everything that a promotion is decided by. */
export interface PromotionContext {
  readonly platform: Platform;
  readonly sources: Sources;
  readonly rules: ComponentRules;
}

/** What a promotion changes, or everything that stands against it. */
export type Plan =
  | { readonly ok: true; readonly moves: readonly Move[]; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problems: readonly PromotionProblem[] };

/** Decides which versions go from one stage to the next. Changes nothing. */
export function planPromotion(context: PromotionContext, request: PromotionRequest): Plan {
  const { platform, sources } = context;
  const step = stepBetween(platform.stages, request.from, request.to);
  if (typeof step !== "string") return planStep(context, request, step);
  const at = sources.organization && find(sources.organization, ["promotion"])?.at;
  return { ok: false, problems: [at ? problemAt(at, ["promotion"], step) : { message: step }] };
}

function planStep({ platform, sources, rules }: PromotionContext, request: PromotionRequest, step: Step): Plan {
  const source = heldBy(platform, sources, step.from.environments);
  const target = heldBy(platform, sources, step.to.environments);
  const everywhere = heldBy(platform, sources, [...sources.environments.keys()]);
  const candidates = firstOfEach(source);
  const sides = { source: candidates.map(({ version }) => version), target: target.map(({ version }) => version) };
  const { problems: wrong, isChosen } = choose(request.names, { ...request, ...sides });
  const move = (held: Held): Movement =>
    movementOf(held, { source, target, everywhere, to: request.to, asked: request.names.length > 0 });

  const movements = candidates.filter(({ version }) => isChosen(version)).map(move);
  const moves = (): Move[] => movements.flatMap((one) => one.moves);
  const component = (name: string): Held | undefined =>
    candidates.find(({ version }) => version.kind === "component" && version.name === name);
  const dependencies = {
    rules,
    environments: platform.environments.filter(({ name }) => step.to.environments.includes(name)),
    source: request.from,
    versionInSource: (name: string) => component(name)?.version.value,
  };
  /** Adds what is missing, and what that misses in turn; what is left can't be mended so. */
  const settle = (tried: readonly string[]): LeftBehind[] => {
    const behind = leftBehind(moves(), dependencies);
    const fixes = behind.flatMap(({ fix }) => (fix === undefined || tried.includes(fix) ? [] : [fix]));
    const [next] = request.withDependencies ? fixes : [];
    const held = next === undefined ? undefined : component(next);
    if (next === undefined || held === undefined) return behind;
    movements.push(move(held));
    return settle([...tried, next]);
  };
  const behind = settle([]);

  const judged = moves().flatMap((one) => judge(one, { ...request, environments: platform.environments }));
  const problems: PromotionProblem[] = [
    ...wrong,
    ...movements.flatMap((one) => one.problems),
    ...behind.map(({ problem }) => problem),
    ...judged,
  ];
  if (problems.length > 0) return { ok: false, problems };
  const absent = movements.flatMap((one) => one.absent ?? []);
  const notes = [...absentNote(absent, request.to), ...movements.flatMap((one) => one.notes)];
  return { ok: true, moves: moves().sort(inOrderOfPlaces), notes };
}

/** What only the source has, in one sentence: a smaller stage lacks much on purpose. */
function absentNote(absent: readonly string[], to: string): string[] {
  const names = absent.filter((name) => !absent.some((other) => name.startsWith(`${other}/`)));
  if (names.length === 0) return [];
  const [are, them] = names.length === 1 ? ["is", "it"] : ["are", "them"];
  return [`${listed(names)} ${are} not in ${to}: add ${them} there first.`];
}

/** As somebody who reads the files from the top comes by them. */
function inOrderOfPlaces({ at: one }: Move, { at: other }: Move): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line || one.column - other.column;
}
