import type { JsonObject } from "../../stacks/synthesized-stack";
import type { PlacedBlock } from "./blocks";

/** Arguments that every data source has, of which none says what is read. */
const META = ["count", "depends_on", "for_each", "lifecycle", "provider"];

/**
 * The types of data sources that any change may bring, with what may be asked of them.
 *
 * Nothing that reads what people wrote into the account: parameters, secrets, objects, environment variables of
 * functions.
 */
const HARMLESS: Readonly<Record<string, (body: JsonObject) => boolean>> = {
  aws_availability_zones: anything,
  aws_caller_identity: anything,
  aws_iam_policy_document: anything,
  aws_partition: anything,
  aws_region: anything,
  aws_route53_zone: anything,
  // Images of machines, which AWS publishes to everyone under this name; all other parameters are somebody's own.
  aws_ssm_parameter: ({ name, ...others }) =>
    typeof name === "string" && /^\/aws\/service\/[\w./-]+$/.test(name) && hasOnly(others, []),
};

/** Whether a data source may be read for anybody. */
export function isHarmless({ labels: [type = ""], body }: PlacedBlock): boolean {
  const fits = Object.hasOwn(HARMLESS, type) ? HARMLESS[type] : undefined;
  return fits?.(body) ?? false;
}

function anything(): boolean {
  return true;
}

function hasOnly(body: JsonObject, keys: readonly string[]): boolean {
  return Object.keys(body).every((key) => META.includes(key) || keys.includes(key));
}
