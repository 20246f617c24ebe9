import type { Needle } from "./matcher";
import { shortest } from "./secret";

/** A text by which a secret is recognized, and how far around it the secret reaches. */
export interface Trace extends Needle {
  /** The secret's text, if the trace is the secret itself. */
  readonly plain?: string;
  /** Base64: characters before and after that hold some of the secret's bits beside other ones. */
  readonly shared?: readonly [before: number, after: number];
}

/** What a secret looks like as it is, in base64 and in hexadecimal. Escapes are undone by `views.ts` instead. */
export function tracesOf(secret: string): readonly Trace[] {
  const hex = Buffer.from(secret).toString("hex");
  return [{ text: secret, plain: secret }, ...base64Traces(secret), { text: hex }, { text: hex.toUpperCase() }];
}

/**
 * The same three bytes look different in base64 by where they begin: at a multiple of three, one after or two after. Of
 * each, the characters that hold nothing but the secret, in both alphabets.
 */
export function base64Traces(secret: string): readonly Trace[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((before): Trace[] => {
    const bits = (before + bytes.length) * 8;
    const first = Math.ceil((before * 8) / 6);
    const end = Math.floor(bits / 6);
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .slice(first, end);
    if (text.length < shortest) return [];
    const shared = [(before * 8) % 6 === 0 ? 0 : 1, bits % 6 === 0 ? 0 : 1] as const;
    const urlSafe = text.replaceAll("+", "-").replaceAll("/", "_");
    return urlSafe === text
      ? [{ text, shared }]
      : [
          { text, shared },
          { text: urlSafe, shared },
        ];
  });
}
