import type { EksEnvironment } from "../../config";
import { ingestionStatements, workflowStatements } from "../../constructs/aws/data/data-lake-access";
import type { KeyName } from "../../constructs/aws/data/key-access";
import type { Statement } from "../../constructs/aws/policy-document";

/** Pods of people's own that work with the lake, and what they may. */
export interface LakePods {
  /** What their role is called after the cluster's name. */
  readonly role: string;
  /** The id of their construct. */
  readonly id: string;
  readonly namespace: string;
  readonly serviceAccounts: readonly string[];
  readonly statements: readonly Statement[];
}

/** What each kind of pods may. */
const KINDS = { ingestion: ingestionStatements, workflows: workflowStatements };

/**
 * The pods that work with an environment's lake.
 *
 * @param name of the lake.
 * @param dataKey the key that its buckets are encrypted with.
 */
export function lakePods({ lake }: EksEnvironment["data"], name: string, dataKey: KeyName): LakePods[] {
  if (lake === undefined) return [];
  return (["ingestion", "workflows"] as const).flatMap((kind) =>
    Object.entries(lake[kind]).map(([pods, { namespace, serviceAccounts }]) => ({
      role: `lake-${kind}-${pods}`,
      id: `lake_${kind}_${pods}`,
      namespace,
      serviceAccounts,
      statements: KINDS[kind](name, dataKey),
    })),
  );
}
