import type { JsonObject } from "../../stacks/synthesized-stack";

/*
 * What `show -json` prints of a saved plan, as far as it is read here. Terraform and OpenTofu both write format 1.2;
 * fields that are not named here are ignored, so a newer minor version is read as well.
 * https://developer.hashicorp.com/terraform/internals/json-format
 */

/** A plan as `terraform show -json` or `tofu show -json` prints it. It holds secrets in clear: it never leaves the machine. */
export interface PlanJson {
  readonly format_version: string;
  readonly terraform_version: string;
  /** Every variable of the root module with its value, a sensitive one too. */
  readonly variables: Readonly<Record<string, { readonly value?: unknown }>>;
  readonly resource_changes: readonly ResourceChangeJson[];
  readonly resource_drift: readonly ResourceChangeJson[];
  readonly output_changes: Readonly<Record<string, ChangeJson>>;
  readonly relevant_attributes: readonly RelevantAttributeJson[];
  readonly checks: readonly CheckJson[];
  readonly deferred_changes: readonly DeferredChangeJson[];
  /** The state before, with marks of what is sensitive in it. */
  readonly prior_state: JsonObject;
  /** What the state is to be, with the same marks. */
  readonly planned_values: JsonObject;
  readonly configuration: JsonObject;
  /** Planning failed on the way: what is here is a part. */
  readonly errored: boolean;
  /** Terraform says false when some changes were put off or left out; OpenTofu says nothing. @default true */
  readonly complete: boolean;
}

/** An entry of `resource_changes` or `resource_drift`. */
export interface ResourceChangeJson {
  readonly address: string;
  /** Where it was before, if it moves. */
  readonly previous_address?: string;
  readonly module_address?: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly provider_name?: string;
  /** The key of an object that was to be replaced and could not be deleted. */
  readonly deposed?: string;
  readonly action_reason?: string;
  readonly change: ChangeJson;
}

/** What changes, of a resource or of an output. */
export interface ChangeJson {
  readonly actions: readonly string[];
  readonly before?: unknown;
  /** Without what is unknown: that is in `after_unknown` only. */
  readonly after?: unknown;
  /** True where a value is known after apply only: as deep as it is, or true for the whole. */
  readonly after_unknown?: unknown;
  /** True where a value is sensitive, as deep as it is; a boolean for the whole. */
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
  readonly replace_paths: readonly (readonly (string | number)[])[];
  readonly importing?: { readonly id?: string; readonly unknown?: boolean };
}

/** An attribute outside of the changed resources that the plan follows from. */
export interface RelevantAttributeJson {
  readonly resource: string;
  readonly attribute: readonly (string | number)[];
}

/** What came of the conditions of a resource, an output or a `check` block. */
export interface CheckJson {
  readonly address: { readonly kind: string; readonly to_display: string };
  readonly status: string;
  readonly instances: readonly {
    readonly address: { readonly to_display: string };
    readonly status: string;
    readonly problems: readonly { readonly message: string }[];
  }[];
}

/** A change that Terraform puts off, since too little is known. */
export interface DeferredChangeJson {
  readonly reason: string;
  readonly resource_change: ResourceChangeJson;
}
