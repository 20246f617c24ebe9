import { Document, type ToStringOptions } from "yaml";
import type { Values } from "./values";

/** One line a scalar, and no anchors: what is generated is read by people, in diffs. */
const LAYOUT: ToStringOptions = { lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER };

/**
 * An object as YAML for Kubernetes and Helm. Those still read YAML 1.1, where a bare `yes` is a boolean and `012` an
 * octal number: strings like these get quotes. `adjust` may change the document before it is written.
 */
export function toYaml(object: Values, adjust?: (document: Document) => void): string {
  const document = new Document(object, { aliasDuplicateObjects: false, compat: "yaml-1.1" });
  adjust?.(document);
  return document.toString(LAYOUT);
}
