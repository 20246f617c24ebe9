import fc from "fast-check";
import { leaks, redactorOf } from "../../../../cli/plan/redact";
import { documents, encodings, escapes, type Encoder } from "./encoders";

const readable = ["example-production", "eu-central-1", "k3s.example.org"];

const oneOf = (characters: string) => fc.constantFrom(...Array.from(characters));

/** Tokens, sentences with every character that some encoding escapes, and keys of many lines. */
const token = fc.string({ unit: oneOf("abcXYZ0189"), minLength: 6, maxLength: 40 });
const awkward = fc
  .string({
    unit: fc.oneof(oneOf("abcXYZ019<>&\"'\\/%+=:#{}[]-_$ é✓😀"), fc.constantFrom("${", "%{")),
    minLength: 6,
    maxLength: 30,
  })
  .filter((text) => text.trim() === text && /[A-Za-z0-9]{3}/.test(text));
const lines = fc.array(fc.string({ unit: oneOf("abcXYZ0189+/"), minLength: 20, maxLength: 64 }), {
  minLength: 2,
  maxLength: 4,
});
const key = lines.map((body) => ["-----BEGIN", ...body, "END-----"].join("\n"));
const secrets = fc.oneof(token, awkward, key);

const around = fc.tuple(fc.constantFrom("", "a", "ab", "abc", "é "), fc.constantFrom("", "z", "yz", " and more"));

/** What can be read of a text by undoing one encoding after the other, in ways of its own. */
function readings(text: string, depth = 3): string[] {
  if (depth === 0) return [text];
  const runs = [...text.matchAll(/[\w+/-]{8,}/g)].flatMap(([run]) =>
    [0, 1, 2, 3].map((from) => Buffer.from(run.slice(from), "base64").toString("utf8")),
  );
  const plain = [
    text
      .replace(/\\u([\da-f]{4})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
      .replace(/\\(.)/g, "$1"),
    text.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))),
    text.replace(/\s*\n\s*/g, ""),
    text.replace(/\$\$|%%/g, (twice) => twice.charAt(0)),
    text.replace(/'\\''|'"'"'/g, "'"),
    Buffer.from(text.replace(/[^\da-f]/gi, ""), "hex").toString("utf8"),
  ].filter((view) => view !== text);
  return [text, ...runs.filter((run) => /\w{4}/.test(run)), ...plain.flatMap((view) => readings(view, depth - 1))];
}

/** Six letters or digits of a secret in a row. */
function partsIn(text: string, secret: string): string[] {
  const parts = [...secret.matchAll(/(?=([A-Za-z0-9]{6}))/g)].map(([, part = ""]) => part);
  return readings(text).flatMap((reading) => parts.filter((part) => reading.includes(part)));
}

function hides(secret: string, encoder: Encoder, [before, after]: readonly [string, string]): void {
  const redactor = redactorOf([secret], { readable });
  const text = `${readable.join(" ")} > ${encoder(`${before}${secret}${after}`)} < eu-central-1`;
  for (const written of [encoder(`${before}${secret}${after}`), text]) {
    const redacted = redactor.text(written);
    expect(leaks(redacted, [secret])).toEqual([]);
    expect(partsIn(redacted, secret)).toEqual([]);
  }
  const rest = redactor.text(text);
  for (const word of readable) expect(rest).toContain(word);
}

describe("a secret is not to be read", () => {
  const all = Object.entries({ "a text": (text: string) => text, ...escapes, ...encodings, ...documents });

  test.each(all)("in %s", (_, encoder) => {
    fc.assert(
      fc.property(secrets, around, (secret, neighbours) => hides(secret, encoder, neighbours)),
      { numRuns: 25 },
    );
  });

  test("in one inside of another", () => {
    const one = fc.constantFrom(...Object.keys(escapes));
    // Beside bytes that are no text a secret is known by its own encoding only: what is escaped there is not seen.
    const inText = Object.entries(encodings).filter(([name]) => !/no text|such byte/.test(name));
    const both: Readonly<Record<string, Encoder>> = { ...Object.fromEntries(inText), ...documents };
    const other = fc.constantFrom(...Object.keys(both));
    fc.assert(
      fc.property(token, around, one, other, (secret, neighbours, escape, encoding) =>
        hides(secret, (text) => both[encoding]?.(escapes[escape]?.(text) ?? "") ?? "", neighbours),
      ),
      { numRuns: 100 },
    );
  });
});

describe("a text without secrets", () => {
  test("stays as it is, to the byte", () => {
    const words = fc.constantFrom(
      ...readable,
      "name: app",
      '{"a": "b"}',
      "%20",
      "&amp;",
      "\\n",
      "\n  ",
      "aGVsbG8gd29ybGQ=",
      " ",
    );
    const texts = fc.array(fc.oneof(words, fc.string()), { maxLength: 12 }).map((parts) => parts.join(""));
    const redactor = redactorOf(["Zq7!Zq7!Zq7", "~~~", 987654], { readable });
    fc.assert(
      fc.property(texts, (text) => {
        expect(redactor.text(text)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test("stays so when it is redacted again", () => {
    fc.assert(
      fc.property(secrets, fc.constantFrom(...Object.values({ ...escapes, ...documents })), (secret, encoder) => {
        const redactor = redactorOf([secret], { readable });
        const once = redactor.text(`x ${encoder(secret)} y`);
        expect(redactor.text(once)).toBe(once);
      }),
    );
  });
});
