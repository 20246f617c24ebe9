/** What waits for what: for each name the names that come before it. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/**
 * The wave of every name: 0 for what waits for nothing, else one more than the highest that it waits for. Names that the
 * graph does not hold are not waited for. Throws when names wait for each other in a circle.
 */
export function waves(graph: Graph): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const visit = (name: string, chain: readonly string[]): number => {
    const known = found.get(name);
    if (known !== undefined) return known;
    if (chain.includes(name)) {
      const circle = [...chain.slice(chain.indexOf(name)), name];
      throw new Error(`Components wait for each other in a circle: ${circle.join(" → ")}.`);
    }
    const before = (graph.get(name) ?? []).filter((other) => graph.has(other));
    const wave = Math.max(-1, ...before.map((other) => visit(other, [...chain, name]))) + 1;
    found.set(name, wave);
    return wave;
  };
  for (const name of graph.keys()) visit(name, []);
  return found;
}
