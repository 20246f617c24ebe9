import { styleText } from "node:util";
import type { DiffLine } from "../lines/attribute-lines";

/** Colours for a terminal, or none. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly alarm: (text: string) => string;
  /** A text in the colour of what happens to it. */
  readonly change: (mark: DiffLine["mark"], text: string) => string;
}

/** The colours of git and Terraform: green comes, red goes, yellow becomes something else. */
export function paint(colours: boolean): Paint {
  const style = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    colours ? styleText(format, text, { validateStream: false }) : text;
  const marks = { "+": style("green"), "-": style("red"), "~": style("yellow"), " ": (text: string) => text };
  return {
    bold: style("bold"),
    faint: style("dim"),
    alarm: style(["bold", "red"]),
    change: (mark, text) => marks[mark](text),
  };
}
