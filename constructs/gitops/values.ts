/** What JSON, YAML and Helm values are made of. */
export type Value = null | boolean | number | string | readonly Value[] | Values;

/** Helm values: a tree with names as keys. */
export interface Values {
  readonly [key: string]: Value;
}

/**
 * Lays `over` upon `base` as Helm does with a second values file: maps merge key by key, and anything else replaces.
 * That includes `null`, which stays: by it Helm drops what the chart itself has at this key. Neither argument is changed.
 */
export function mergeValues(base: Values, over: Values): Values {
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const below = merged.get(key);
    merged.set(key, isValues(below) && isValues(value) ? mergeValues(below, value) : value);
  }
  return Object.fromEntries(merged);
}

/** Whether there is a `null` anywhere in a tree of values. */
export function holdsNull(value: Value): boolean {
  if (Array.isArray(value)) return value.some((item: Value) => holdsNull(item));
  return value === null || (isValues(value) && Object.values(value).some((item) => holdsNull(item)));
}

/** Every string in a tree of values, keys included. */
export function stringsIn(value: Value): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap((item: Value) => stringsIn(item));
  if (isValues(value)) return Object.entries(value).flatMap(([key, item]) => [key, ...stringsIn(item)]);
  return [];
}

/** Whether a value is a tree with names as keys. */
export function isValues(value: Value | undefined): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
