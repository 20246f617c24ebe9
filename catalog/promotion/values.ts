/** The value of a key that not every form of an object has. */
export function valueOf(data: object | undefined, key: string): unknown {
  return data === undefined ? undefined : new Map<string, unknown>(Object.entries(data)).get(key);
}
