import type { DiffLine, Limits } from "../lines/attribute-lines";
import { resourceLines } from "../lines/resource-lines";
import { cutMiddle, visible } from "../lines/visible";
import type { Action, AttributeChange } from "../model";
import type { Paint } from "./paint";

const LIMITS: Limits = { value: 160, lines: 40, attributes: 200 };
const NO_LIMITS: Limits = { value: Infinity, lines: Infinity, attributes: Infinity, keys: Infinity };

/** How texts from plans are written on a terminal. It remembers whether it left anything out. */
export class Page {
  private readonly limits: Limits;
  private cuts = false;

  /** With `full`, nothing is left out. */
  constructor(
    readonly paint: Paint,
    full: boolean,
  ) {
    this.limits = full ? NO_LIMITS : LIMITS;
  }

  /** Whether something was left out so far. */
  get hasCuts(): boolean {
    return this.cuts;
  }

  /** A text from a plan on one line, nothing hidden in it. */
  short(text: string): string {
    const whole = visible(text);
    const shown = cutMiddle(whole, this.limits.value);
    this.cuts ||= shown !== whole;
    return shown;
  }

  /** The lines that show what changes within a resource. */
  lines(action: Action, attributes: readonly AttributeChange[]): readonly DiffLine[] {
    const lines = resourceLines(action, attributes, this.limits);
    this.cuts ||= lines.some(({ cut }) => cut);
    return lines;
  }
}
