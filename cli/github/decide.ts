import { isNewer, withMarker, type Marked, type Marker, type Run } from "./marker";

/** One of our comments, as it is on GitHub now. */
export interface Own extends Marked {
  readonly id: number;
  readonly nodeId: string;
  readonly url: string;
}

/** What our comment is to be: its texts, one a part, without markers. */
export interface Wanted {
  readonly key: string;
  readonly run: Run;
  readonly head?: string;
  readonly digests?: Marker["digests"];
  readonly hashes?: Marker["hashes"];
  readonly parts: readonly string[];
  /** It says nothing that needs a comment: an older one is edited, and none is made. */
  readonly onlyEdit?: true;
}

/** Something to do on GitHub. */
export type Step =
  | { readonly do: "create"; readonly body: string }
  | { readonly do: "edit"; readonly comment: Own; readonly body: string }
  | { readonly do: "fold"; readonly comment: Own; readonly body: string };

/** What is left to do until the comments are as they should be. */
export interface Decision {
  /** A newer run has written meanwhile: this is no longer ours to say. */
  readonly newer?: Run;
  /** In this order; none: all is as it should be. */
  readonly steps: readonly Step[];
}

/** What stands in the place of a part that is no longer needed. */
const FOLDED = "_This part of the plan is no longer needed: see the first comment of the plan above._";

/** The text of every part, with its marker. */
export function bodiesOf({ key, run, head, digests, hashes, parts }: Wanted): readonly string[] {
  const common = { key, run, ...(head === undefined ? {} : { head }), of: parts.length };
  return parts.map((text, index) =>
    withMarker({ ...common, part: index + 1, ...(index === 0 && { digests, hashes }) }, text),
  );
}

/**
 * What to do, given what is there. It is asked again after every round, so it also mends what another run did at the
 * same time: of two comments for one part the older stays; a newer run's text stays; an older run's gives way.
 */
export function decide(own: readonly Own[], wanted: Wanted): Decision {
  const newest = own.find(({ marker }) => own.every((other) => !isNewer(other.marker.run, marker.run)));
  const keepers = keepersOf(own);
  if (newest && isNewer(newest.marker.run, wanted.run)) {
    // Tidies up only what this run made; the rest is the newer run's business.
    const left = own.filter(({ marker }) => !isNewer(marker.run, wanted.run) && !isNewer(wanted.run, marker.run));
    return { newer: newest.marker.run, steps: surplus(left, keepers, newest.marker.of).map(fold) };
  }
  const writes = bodiesOf(wanted).flatMap((body, index): Step[] => {
    const comment = keepers.get(index + 1);
    if (!comment) return [{ do: "create", body }];
    return isAsWanted(comment, body) ? [] : [{ do: "edit", comment, body }];
  });
  return { steps: [...writes, ...surplus(own, keepers, wanted.parts.length).map(fold)] };
}

/** The comment of each part: the first that was made for it. */
function keepersOf(own: readonly Own[]): ReadonlyMap<number, Own> {
  const byId = [...own].sort((a, b) => b.id - a.id);
  return new Map(byId.map((one) => [one.marker.part, one]));
}

function surplus(own: readonly Own[], keepers: ReadonlyMap<number, Own>, parts: number): readonly Own[] {
  return own.filter(({ id, marker }) => !marker.folded && (marker.part > parts || keepers.get(marker.part)?.id !== id));
}

function fold(comment: Own): Step {
  const { key, run, part, of } = comment.marker;
  return { do: "fold", comment, body: withMarker({ key, run, part, of, folded: true }, FOLDED) };
}

function isAsWanted({ intact, line }: Own, body: string): boolean {
  return intact && line === body.slice(0, body.indexOf("\n"));
}
