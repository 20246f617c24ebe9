import { sameAs, type Held } from "./held";
import { engineComponents } from "../../config/schema/gitops";
import { listed, placeOf, problemOf, type Move, type PromotionProblem } from "./move";
import { reasonToSkip } from "./skip";
import type { Version } from "./versions";

/** The two sides of a movement. */
export interface MovementContext {
  readonly source: readonly Held[];
  readonly target: readonly Held[];
  /** Every version of the platform: a place may be one of further environments. */
  readonly everywhere: readonly Held[];
  /** The name of the target's stage. */
  readonly to: string;
  /** Whether it was asked for: then it is a mistake when it can't move, and a note otherwise. */
  readonly asked: boolean;
}

/** Kinds of versions that belong to what an environment's cluster runs on. */
const GROUND: readonly Version["kind"][] = ["k3s", "eks", "add-on"];

/** What moving one version comes to. */
export interface Movement {
  readonly moves: readonly Move[];
  readonly notes: readonly string[];
  /** The name, when the target has nothing of it. */
  readonly absent?: string;
  readonly problems: readonly PromotionProblem[];
}

/** Moves a version into every place where the target's environments have it written. */
export function movementOf({ version, environment }: Held, context: MovementContext): Movement {
  const { source, target, to, asked } = context;
  const stay = (at: Version, why: string): Movement =>
    asked
      ? { moves: [], notes: [], problems: [problemOf(at, why)] }
      : { moves: [], notes: [`${version.name} ${why}`], problems: [] };
  const places = sameAs(version, target);
  if (places.length === 0) {
    if (asked) return stay(version, `is not in ${to}: add it there first.`);
    // A target without the source's GitOps engine has the other one, and one without its kind of cluster another: they
    // miss nothing.
    const isEngine = version.name === engineComponents[environment.gitops.engine].name;
    const isGround = GROUND.includes(version.kind);
    return { moves: [], notes: [], problems: [], ...(isEngine || isGround ? {} : { absent: version.name }) };
  }
  const peers = sameAs(version, source);
  if (new Set(peers.map((peer) => peer.version.value)).size > 1) {
    const has = listed(peers.map((peer) => `${peer.environment.name} has ${peer.version.value}`));
    return { moves: [], notes: [], problems: [problemOf(version, `${has}: which one goes on? Let them agree first.`)] };
  }
  const parts = places
    .filter((place) => place.version.value !== version.value)
    .map((place): Movement => {
      const why = reasonToSkip(version, environment, place.environment);
      if (why !== undefined) return stay(place.version, why);
      return { moves: [moveTo(place.version, version.value, context)], notes: [], problems: [] };
    });
  const moves = new Map(parts.flatMap((part) => part.moves).map((move) => [placeOf(move.at), move]));
  return {
    moves: [...moves.values()],
    notes: [...new Set(parts.flatMap((part) => part.notes))],
    problems: parts.flatMap((part) => part.problems),
  };
}

function moveTo(version: Version, to: string, { everywhere }: MovementContext): Move {
  const { kind, name, at, path, value } = version;
  const reached = sameAs(version, everywhere).filter((other) => placeOf(other.version.at) === placeOf(at));
  return { kind, name, from: value, to, at, path, environments: reached.map(({ environment }) => environment.name) };
}
