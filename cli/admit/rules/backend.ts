import { localStatePath, stateKey, workspaceName } from "../../../stacks/state-key";
import { isObject, type JsonObject } from "../../../stacks/synthesized-stack";
import { blocksOf, settingsOf, type PlacedBlock } from "../blocks";
import { canonical } from "../../canonical";
import type { AdmissionRule, NamedStack } from "../subject";

/**
 * State is read with the credentials of the plan, so it lies where the base branch has it: a stack's own backend, and
 * for a new stack that of any other with the new name in place of the old one. Nobody can make a stack that reads
 * another's state as its own.
 */
export const backend: AdmissionRule = ({ stack, base, bases }) => {
  const known = base === undefined ? bases.map((other) => renamed(other, stack.name)) : [backendOf(base)];
  const taken = base === undefined ? bases.map(backendOf) : [];
  const found = backendOf(stack);
  if (known.includes(found) && !taken.includes(found)) return [];
  const [block] = backendBlocks(stack.json);
  return [
    {
      path: block?.path ?? "terraform.backend",
      value: block?.body,
      why:
        base === undefined
          ? "is not a backend for a new stack of this name."
          : "is not the backend of the base branch.",
      remedy: "Move a state by hand, from a checkout of your own, after the change is merged.",
    },
  ];
};

function backendBlocks(json: JsonObject): readonly PlacedBlock[] {
  return settingsOf(json).flatMap(({ path, body }) => [
    ...blocksOf(body, "backend", 1, path),
    ...blocksOf(body, "cloud", 0, path),
  ]);
}

function backendOf({ json }: NamedStack): string {
  return canonical(backendBlocks(json).map(({ labels, body }) => [labels, body]));
}

function renamed({ name, json }: NamedStack, to: string): string {
  return canonical(backendBlocks(json).map(({ labels, body }) => [labels, withName(body, name, to)]));
}

/** Puts a stack's name in another's place, wherever a backend says which state is meant. */
function withName(value: unknown, name: string, to: string): unknown {
  if (typeof value === "string") return located(value, name, to);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withName(inner, name, to)]));
}

function located(value: string, name: string, to: string): string {
  if (value === localStatePath(name)) return localStatePath(to);
  for (const ending of [stateKey, workspaceName]) {
    if (value.endsWith(ending("", name))) return value.slice(0, -ending("", name).length) + ending("", to);
  }
  return value;
}
