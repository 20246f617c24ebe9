import { inOrder, type Ordered } from "../order";

/**
 * Does something with each, as soon as it is done with what it depends on, so many at a time. When one throws, nothing
 * more begins, and the error comes once those that run have ended.
 *
 * @param run gets what came of those before.
 */
export async function inParallel<T extends Ordered, R>(
  all: readonly T[],
  atATime: number,
  run: (one: T, before: ReadonlyMap<string, R>) => Promise<R>,
): Promise<ReadonlyMap<string, R>> {
  const results = new Map<string, R>();
  const waiting = [...inOrder(all)];
  const running = new Map<string, Promise<void>>();
  const errors: unknown[] = [];
  const isReady = ({ dependencies }: T): boolean =>
    dependencies.every((name) => !running.has(name) && !waiting.some((other) => other.name === name));
  const begin = (one: T): void => {
    waiting.splice(waiting.indexOf(one), 1);
    const end = run(one, results)
      .then((result) => {
        results.set(one.name, result);
      })
      .catch((error: unknown) => {
        errors.push(error);
      })
      .finally(() => running.delete(one.name));
    running.set(one.name, end);
  };
  while (waiting.length > 0 || running.size > 0) {
    for (const one of errors.length > 0 ? [] : waiting.filter(isReady).slice(0, atATime - running.size)) begin(one);
    if (running.size === 0) break;
    await Promise.race(running.values());
  }
  if (errors.length > 0) throw errors[0];
  return results;
}

/** Lets one at a time through, in the order in which they ask. */
export function oneAtATime(): <R>(run: () => Promise<R>) => Promise<R> {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const mine = last.then(run);
    last = mine.catch(() => undefined);
    return mine;
  };
}
