import { Document, visit, type ToStringOptions } from "yaml";
import type { Values } from "./values";

/** One line a scalar, and no anchors: what is generated is read by people, in diffs. */
const LAYOUT: ToStringOptions = { lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER };

/** White space beside blank, tab and line end: Helm cuts it off at a file's end, and two of it are line ends to YAML 1.1. */
const ODD_SPACE = /[^\S \t\n]|\u0085/;

/**
 * An object as YAML for Kubernetes and Helm. Those still read YAML 1.1, where a bare `yes` is a boolean, `012` an octal
 * number, and U+2028 the end of a line: strings like these get quotes, and what ends a line its escape. `adjust` may
 * change the document before it is written.
 */
export function toYaml(object: Values, adjust?: (document: Document) => void): string {
  const document = new Document(object, { aliasDuplicateObjects: false, compat: "yaml-1.1" });
  adjust?.(document);
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === "string" && ODD_SPACE.test(node.value)) node.type = "QUOTE_DOUBLE";
    },
  });
  return document.toString(LAYOUT).replaceAll("\u2028", "\\L").replaceAll("\u2029", "\\P");
}
