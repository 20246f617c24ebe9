import { at } from "../finding";
import { misshapen } from "../misshapen";
import type { AdmissionRule } from "../subject";

/** The blocks that a stack may have, with the number of their labels. */
const BLOCKS: Readonly<Record<string, number>> = {
  check: 1,
  data: 2,
  import: 0,
  locals: 0,
  moved: 0,
  output: 1,
  provider: 1,
  removed: 0,
  resource: 2,
  terraform: 0,
  variable: 1,
};

/**
 * Only blocks that plan nothing but resources. Not among them: `module`, which fetches code; `ephemeral`, which reads
 * secrets at plan; `action`, which runs things; and whatever an engine will learn.
 */
export const topLevel: AdmissionRule = ({ stack: { json } }) =>
  Object.entries(json).flatMap(([key, value]) => {
    if (key === "//") return [];
    const labels = Object.hasOwn(BLOCKS, key) ? BLOCKS[key] : undefined;
    if (labels === undefined) {
      return [
        {
          path: at("", key),
          value,
          why: "is a block that no stack of the platform has.",
          remedy: `Use no other than ${Object.keys(BLOCKS).join(", ")}.`,
        },
      ];
    }
    return misshapen(value, key, labels);
  });
