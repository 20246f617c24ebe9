/** What was measured, what it may be at most, and whether it is. */
export interface Verdict {
  readonly what: string;
  readonly measured: string;
  readonly bound: string;
  readonly ok: boolean;
}

/** How one size of platform came out: medians. */
export interface Measurement {
  readonly environments: number;
  readonly seconds: number;
  readonly megabytes: number;
}

/** The bounds. Times differ between machines, so only their ratios are bound. */
export const bounds = { stockRatio: 0.35, affectedRatio: 2, growthFactor: 1.3, megabytes: 700 } as const;

/** The middle one of several numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error("There is no median of nothing.");
  return middle;
}

/** Whether our synthesis is so much faster than cdktf's own way with ts-node. */
export function stockVerdict(ours: number, stock: number): Verdict {
  return {
    what: `our synth (${ours.toFixed(2)} s) against cdktf synth with ts-node (${stock.toFixed(2)} s)`,
    measured: (ours / stock).toFixed(2),
    bound: `≤ ${bounds.stockRatio.toFixed(2)}`,
    ok: ours <= stock * bounds.stockRatio,
  };
}

/** What is left of it when the cdktf command runs our app: for information, since most of its time is its own. */
export function loaderVerdict(ours: number, stock: number): Verdict {
  return {
    what: `cdktf synth (${ours.toFixed(2)} s) against cdktf synth with ts-node (${stock.toFixed(2)} s)`,
    measured: (ours / stock).toFixed(2),
    bound: "–",
    ok: true,
  };
}

/** Whether the affected stacks are found in the time of two syntheses, although it takes two and a checkout. */
export function affectedVerdict(affected: number, synth: number): Verdict {
  return {
    what: `affected (${affected.toFixed(2)} s) against our synth (${synth.toFixed(2)} s)`,
    measured: (affected / synth).toFixed(2),
    bound: `≤ ${bounds.affectedRatio.toFixed(2)}`,
    ok: affected <= synth * bounds.affectedRatio,
  };
}

/** Whether time grows with the number of environments and no faster, and memory stays within bounds. */
export function growthVerdicts(measurements: readonly Measurement[]): Verdict[] {
  const [smallest] = measurements;
  if (smallest === undefined) return [];
  return measurements.flatMap(({ environments, seconds, megabytes }) => {
    const memory = {
      what: `memory of ${environments} environments`,
      measured: `${megabytes.toFixed(0)} MB`,
      bound: `< ${bounds.megabytes} MB`,
      ok: megabytes < bounds.megabytes,
    };
    if (environments === smallest.environments) return [memory];
    const factor = (environments / smallest.environments) * bounds.growthFactor;
    const growth = {
      what: `${environments} environments (${seconds.toFixed(2)} s) against ${smallest.environments} (${smallest.seconds.toFixed(2)} s)`,
      measured: (seconds / smallest.seconds).toFixed(1),
      bound: `≤ ${factor.toFixed(1)}`,
      ok: seconds <= smallest.seconds * factor,
    };
    return [growth, memory];
  });
}
