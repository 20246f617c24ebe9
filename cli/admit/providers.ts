import type { JsonObject } from "../../stacks/synthesized-stack";
import { blocksOf, settingsOf } from "./blocks";
import { at } from "./finding";

/** A provider that a stack asks for. */
export interface RequiredProvider {
  readonly path: string;
  /** What the stack calls it: `aws`. */
  readonly name: string;
  readonly value: unknown;
}

/** The providers that a stack asks for. */
export function requiredProviders(json: JsonObject): readonly RequiredProvider[] {
  return settingsOf(json)
    .flatMap(({ path, body }) => blocksOf(body, "required_providers", 0, path))
    .flatMap(({ path, body }) => Object.entries(body).map(([name, value]) => ({ path: at(path, name), name, value })));
}

/**
 * The address that a source stands for, without the registry that the engine takes by default: `hashicorp/aws` for
 * `aws`.
 */
export function providerAddress(source: string): string {
  return source.includes("/") ? source : `hashicorp/${source}`;
}

/** The addresses of the providers in a lock file, with their registries. */
export function lockedProviders(text: string): readonly string[] {
  return [...text.matchAll(/^provider "([^"]+)" \{/gm)].map(([, address = ""]) => address);
}
