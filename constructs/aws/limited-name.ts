import { createHash } from "node:crypto";
import { Token } from "cdktf";

const HASH_DIGITS = 8;

/**
 * A name within a limit of AWS: as it is if it fits, else cut, with a hash of the whole of it at the end. The same text always gives the same
 * name, and two long ones that begin alike give different ones.
 *
 * @param max the most characters that the name may have: 64 for an IAM role, 128 for a launch template.
 */
export function limitedName(text: string, max: number): string {
  const kept = max - HASH_DIGITS - 1;
  if (kept < 1) throw new Error(`limitedName: ${max} characters have no room for a hash; at least ${HASH_DIGITS + 2}.`);
  if (Token.isUnresolved(text)) throw new Error(`limitedName: "${text}" is known to Terraform only, not its length.`);
  if (text.length <= max) return text;
  const hash = createHash("sha256").update(text).digest("hex").slice(0, HASH_DIGITS);
  return `${text.slice(0, kept)}-${hash}`;
}
