/** Something that comes after others. */
export interface Ordered {
  readonly name: string;
  /** Names of what comes before it; those that are not there don't count. */
  readonly dependencies: readonly string[];
}

/** In an order in which everything comes after what it depends on; else as they are. */
export function inOrder<T extends Ordered>(all: readonly T[]): readonly T[] {
  const seen = new Set<T>();
  const order: T[] = [];
  const visit = (one: T): void => {
    if (seen.has(one)) return;
    seen.add(one);
    all.filter(({ name }) => one.dependencies.includes(name)).forEach(visit);
    order.push(one);
  };
  all.forEach(visit);
  return order;
}
