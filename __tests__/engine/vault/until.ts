/** Waits until something holds, and says what was there when it never did. */
export async function until<Value>(
  what: string,
  look: () => Promise<Value> | Value,
  holds: (value: Value) => boolean,
): Promise<Value> {
  let last: unknown;
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    try {
      const value = await look();
      if (holds(value)) return value;
      last = value;
    } catch (error) {
      last = error; // a server that has just started takes no connections yet
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`Never came: ${what}. Last seen: ${last instanceof Error ? last.message : JSON.stringify(last)}`);
}
