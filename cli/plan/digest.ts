import { createHash } from "node:crypto";
import { canonical } from "../canonical";
import { isObject, type JsonObject } from "../../stacks/synthesized-stack";
import type { StackPlan } from "./model";

/**
 * A hash of each change of a plan, by what it is about: `aws_vpc.network`, `output.vpc_id`. It is taken of the redacted
 * plan, so it stands for what a reviewer could see, and nobody can guess a secret by it. What may differ between two plans
 * of the same change does not count: reasons, constructs, and what a resource held that goes.
 */
function changeHashes({ resources, outputs, deferred }: StackPlan): readonly (readonly [name: string, hash: string])[] {
  const changes = resources.map(({ construct: _, holdsData: __, reason: ___, attributes, ...resource }) => ({
    ...resource,
    attributes: resource.action === "delete" ? [] : attributes,
  }));
  return [
    ...changes.map((change) => [keyOf(change.address, change.deposed), hash(change)] as const),
    ...outputs.map((output) => [`output.${output.name}`, hash(output)] as const),
    ...deferred.map(({ holdsData: _, ...one }) => [`deferred ${one.address}`, hash(one)] as const),
  ];
}

/** A deposed object has the address of the one that took its place. */
function keyOf(address: string, deposed: string | undefined): string {
  return deposed === undefined ? address : `${address} (deposed ${deposed})`;
}

/** What a plan is recognized by. */
export interface Fingerprint {
  /** `sha256:…` of all changes: equal digests, equal changes. Drift, check results and versions don't count. */
  readonly digest: string;
  /** The first digits of each change's hash, by what it is about: enough to say what differs, not to prove that nothing does. */
  readonly hashes: Readonly<Record<string, string>>;
}

const SHORT = 12;

/**
 * The fingerprint of what a plan changes.
 *
 * @param plan redacted with the secrets of its own, so that it does not depend on which other stacks were planned.
 */
export function fingerprintOf(stack: string, plan: StackPlan): Fingerprint {
  const hashes = [...changeHashes(plan)].sort(byText);
  return { digest: `sha256:${hash({ stack, hashes })}`, hashes: Object.fromEntries(named(hashes)) };
}

/** By name, and those of one name by their hash. */
function byText([a, one]: readonly [string, string], [b, other]: readonly [string, string]): number {
  return a === b ? (one < other ? -1 : 1) : a < b ? -1 : 1;
}

/** Keys of for_each that hold a secret are the same once they are redacted: what comes again is numbered. */
function named(hashes: readonly (readonly [name: string, hash: string])[]): (readonly [string, string])[] {
  const seen = new Map<string, number>();
  return hashes.map(([name, full]) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return [times === 1 ? name : `${name} (${String(times)})`, full.slice(0, SHORT)];
  });
}

/** The same hashes beside names that more was removed from. */
export function redactNames(hashes: Fingerprint["hashes"], redact: (name: string) => string): Fingerprint["hashes"] {
  const renamed = Object.entries(hashes).map(
    ([name, short]) => [redact(name.replace(/ \(\d+\)$/, "")), short] as const,
  );
  return Object.fromEntries(named(renamed));
}

function hash(value: unknown): string {
  return createHash("sha256").update(canonical(value)).digest("hex");
}

/** What a stack's configuration is called among the hashes of its changes. */
const CONFIGURATION = "the stack's configuration";

/**
 * A fingerprint that stands for the configuration, too: what becomes known only while it is applied, what is hidden and
 * what provisioners run is in no plan. Comments don't count: they say which code made what.
 *
 * @param json the stack as it was synthesized, in which no secret may be.
 */
export function boundTo({ digest, hashes }: Fingerprint, json: JsonObject): Fingerprint {
  const configuration = hash(withoutComments(json));
  return {
    digest: `sha256:${hash({ digest, configuration })}`,
    hashes: { ...hashes, [CONFIGURATION]: configuration.slice(0, SHORT) },
  };
}

function withoutComments(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutComments);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => key !== "//");
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutComments(inner)]));
}
