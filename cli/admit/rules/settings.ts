import { settingsOf } from "../blocks";
import { canonical } from "../../canonical";
import { at, MERGE_FIRST, type Finding } from "../finding";
import { misshapen } from "../misshapen";
import type { AdmissionRule, NamedStack } from "../subject";

/** The blocks in it, which rules of their own look at, with the number of their labels. */
const BLOCKS: Readonly<Record<string, number>> = { backend: 1, cloud: 0, required_providers: 0 };

/**
 * The `terraform` block: the version that is required is the base branch's, and nothing is set that it doesn't know,
 * such as OpenTofu's `encryption`, whose keys a program may bring, or `provider_meta`.
 */
export const settings: AdmissionRule = ({ stack, bases }) =>
  settingsOf(stack.json).flatMap(({ path, body }) =>
    Object.entries(body).flatMap(([key, value]): readonly Finding[] => {
      const place = at(path, key);
      const labels = Object.hasOwn(BLOCKS, key) ? BLOCKS[key] : undefined;
      if (labels !== undefined) return misshapen(value, place, labels);
      if (key === "required_version" && bases.some(has(key, value))) return [];
      return [{ path: place, value, why: "is not a setting of the base branch.", remedy: MERGE_FIRST }];
    }),
  );

function has(key: string, value: unknown): (base: NamedStack) => boolean {
  return ({ json }) => settingsOf(json).some(({ body }) => canonical(body[key]) === canonical(value));
}
