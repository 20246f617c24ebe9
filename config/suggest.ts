/** ` Did you mean "components"?` when one of the candidates is near to what was written; otherwise nothing. */
export function didYouMean(written: string, candidates: readonly string[]): string {
  const nearest = closest(written, candidates);
  return nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
}

/** The candidate with the fewest edits from what was written, at most a third of its length and always at most three. */
export function closest(written: string, candidates: readonly string[]): string | undefined {
  let best: { readonly candidate: string; readonly edits: number } | undefined;
  for (const candidate of candidates) {
    const allowed = Math.min(3, Math.max(1, Math.floor(candidate.length / 3)));
    if (Math.abs(written.length - candidate.length) > allowed) continue;
    const edits = editDistance(written.toLowerCase(), candidate.toLowerCase());
    if (edits <= allowed && (best === undefined || edits < best.edits)) best = { candidate, edits };
  }
  return best?.candidate;
}

/** Letters to add, remove, replace or swap with their neighbour to turn one word into the other. */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let edits = (last[column - 1] ?? 0) + (same ? 0 : 1);
      const removed = (last[column] ?? 0) + 1;
      const added = (current[column - 1] ?? 0) + 1;
      if (removed < edits) edits = removed;
      if (added < edits) edits = added;
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        const swapped = (beforeLast[column - 2] ?? 0) + 1;
        if (swapped < edits) edits = swapped;
      }
      current.push(edits);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}
