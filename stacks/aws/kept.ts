import type { Installation } from "../../catalog/installation";

/** What components keep on AWS beyond the life of their cluster, by the id of its construct: `velero_backups`. */
export interface Kept {
  /** Names of buckets. */
  readonly buckets: Readonly<Record<string, string>>;
  readonly keys: Readonly<Record<string, { readonly alias: string; readonly component: string }>>;
}

/** Gathers what an environment's components keep. */
export function kept(installations: readonly Installation[]): Kept {
  const asked = installations.flatMap(({ name, permissions }) =>
    permissions.map((one) => ({ ...one, component: name })),
  );
  return {
    buckets: Object.fromEntries(
      asked.flatMap(({ component, buckets = {} }) =>
        Object.entries(buckets).map(([purpose, bucket]) => [`${component}_${purpose}`, bucket]),
      ),
    ),
    keys: Object.fromEntries(
      asked.flatMap(({ component, keys = {} }) =>
        Object.entries(keys).map(([purpose, alias]) => [`${component}_${purpose}`, { alias, component }]),
      ),
    ),
  };
}
