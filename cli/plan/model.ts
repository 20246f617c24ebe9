/*
 * A plan as people review it: what the renderers read, and what `plan --json` prints. Plain data, so it goes through
 * JSON and back.
 */

/** A JSON value. A number that JavaScript would round is a text: U+FEFF and its digits. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A value at the end of a path. Lists and maps that are not empty are only found here in place of an unknown value. */
export type Shown =
  | { readonly kind: "value"; readonly value: Json }
  /** Known after apply. */
  | { readonly kind: "unknown" }
  /** Not shown: sensitive, or equal to something that is. */
  | { readonly kind: "sensitive" };

/** A step into a value: a key, an index, or into the document that a string holds. */
export type Step = string | number | { readonly document: "json" | "yaml" };

/** One changed value within a resource or an output. */
export interface AttributeChange {
  readonly path: readonly Step[];
  /** Absent: it was not there. */
  readonly before?: Shown;
  /** Absent: it will not be there. */
  readonly after?: Shown;
  /** The provider can't change this in place. */
  readonly forcesReplacement?: true;
  /** All that differs, the value being the same: the order of a list, the formatting of a document, or whether it is marked as sensitive. */
  readonly only?: "order" | "formatting" | "sensitivity";
}

/** What happens to a resource. "none": it only moves or is imported as it is. */
export type Action = "create" | "update" | "replace" | "delete" | "read" | "forget" | "open" | "none";

/** What happens to one resource. */
export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly mode: "managed" | "data" | "ephemeral";
  readonly action: Action;
  /** Of a replacement: which comes first. "forget": the old one is forgotten, not deleted. */
  readonly replacing?: "create-first" | "delete-first" | "forget";
  /** Why, in Terraform's own word: `replace_because_tainted`. Only ever for display. */
  readonly reason?: string;
  /** Where it was, if it moves. */
  readonly previousAddress?: string;
  /** It comes into the state from the cloud. Without an id: the id is known after apply. */
  readonly importing?: { readonly id?: string };
  /** The key of a deposed object, if it is about one. */
  readonly deposed?: string;
  /** It holds data or keys that can't be made again: destroying it comes first in every list. */
  readonly holdsData?: true;
  /** The construct that made it: `production/network/private-a`. */
  readonly construct?: string;
  readonly attributes: readonly AttributeChange[];
}

/** What changed outside of Terraform since the last apply. */
export interface Drift {
  readonly address: string;
  readonly type: string;
  readonly kind: "changed" | "vanished";
  /** The plan follows from it. */
  readonly matters: boolean;
  readonly attributes: readonly AttributeChange[];
}

/** A changed output of a stack. */
export interface OutputChange {
  readonly name: string;
  readonly action: "create" | "update" | "delete";
  readonly attributes: readonly AttributeChange[];
}

/** A condition or `check` block that did not pass. */
export interface CheckResult {
  readonly address: string;
  readonly status: "fail" | "error" | "unknown";
  readonly messages: readonly string[];
}

/** A change that the engine puts off. */
export interface Deferred {
  readonly address: string;
  readonly type: string;
  readonly action: Action;
  readonly reason: string;
  /** As of a {@link ResourceChange}. */
  readonly holdsData?: true;
}

/** What the plan of one stack comes to. */
export interface StackPlan {
  /** What changes, in the order of what could hurt: delete, replace, forget, update, create, import, move, read. */
  readonly resources: readonly ResourceChange[];
  /** Resources that stay as they are. */
  readonly unchanged: number;
  readonly drift: readonly Drift[];
  readonly outputs: readonly OutputChange[];
  /** Those that did not pass. */
  readonly checks: readonly CheckResult[];
  readonly deferred: readonly Deferred[];
  /** False when some changes were put off or left out. */
  readonly complete: boolean;
}
