import type { Limits } from "../lines/attribute-lines";

/** How much a comment shows. */
export interface Detail {
  /** What is only read or opened. */
  readonly harmless: boolean;
  /** The attributes of what is new. */
  readonly created: boolean;
  /** The attributes of everything else. */
  readonly attributes: boolean;
  readonly limits: Limits;
  /** What was left out, compared with all; nothing if nothing was. */
  readonly cut: string;
}

const LONG: Limits = { value: 400, lines: 60, attributes: 200 };
const SHORT: Limits = { value: 80, lines: 12, attributes: 20 };

/** The least that may be shown, if nothing else fits. What is destroyed or replaced is in it. */
export const leastDetail: Detail = {
  harmless: false,
  created: false,
  attributes: false,
  limits: SHORT,
  cut: "only names are shown, and what is added is counted by its type",
};

/** From all there is to the least that still says what changes within a resource. */
export const details: readonly Detail[] = [
  { harmless: true, created: true, attributes: true, limits: LONG, cut: "" },
  { harmless: false, created: true, attributes: true, limits: LONG, cut: "what is only read is counted" },
  {
    harmless: false,
    created: false,
    attributes: true,
    limits: LONG,
    cut: "what is only read is counted; of what is added only the names are shown",
  },
  {
    harmless: false,
    created: false,
    attributes: true,
    limits: SHORT,
    cut: "what is only read is counted; of what is added only the names are shown; long values are cut",
  },
];
