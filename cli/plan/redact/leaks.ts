import { base64Traces } from "./encodings";
import { Matcher, type Needle } from "./matcher";
import { partsOf } from "./parts";
import { isPartOf, Readable } from "./readable";
import { isInPlaceholder, shortest, type Secret } from "./secret";

/** A place where a secret can still be read. Never the secret itself. */
export interface Leak {
  /** How it is written there: "as it is", "in base64". */
  readonly form: string;
  /** The place of its first character. */
  readonly at: number;
}

interface Form extends Needle {
  readonly form: string;
  readonly secret: string;
}

/**
 * Looks for secrets of six characters or more in what is about to be shown, in every form they are likely to have. It
 * encodes the secrets instead of decoding the text, so that a fault of the redactor is not repeated here.
 *
 * @param readable what the environment's file says, as the redactor has it.
 * @returns nothing for a clean text. A secret that is a common word ("network") is found where the platform says it.
 */
export function leaks(text: string, secrets: Iterable<Secret>, readable: readonly string[] = []): readonly Leak[] {
  const names = new Readable(readable);
  const searched = (part: string) => part.length >= shortest && !names.has(part) && !isInPlaceholder(part);
  const parts = partsOf([...secrets].filter((secret) => typeof secret === "string"));
  const forms = [
    ...[...parts.texts].filter(searched).flatMap(formsOf),
    ...[...parts.lines].filter(searched).map(asItIs),
  ];
  return new Matcher(forms)
    .find(text)
    .filter(({ start, needle }) => !isPartOf(names.around(needle.secret), needle.text, text, start))
    .map(({ start, needle }) => ({ form: needle.form, at: start }))
    .sort((a, b) => a.at - b.at);
}

function asItIs(secret: string): Form {
  return { form: "as it is", text: secret, secret };
}

function formsOf(secret: string): readonly Form[] {
  const json = inJson(secret);
  const url = encodeURIComponent(Buffer.from(secret).toString());
  const hex = Buffer.from(secret).toString("hex");
  const written: readonly (readonly [form: string, text: string])[] = [
    ["in JSON", json],
    ["in JSON", goEscaped(json)],
    ["in JSON in JSON", inJson(json)],
    ["in JSON in JSON", inJson(goEscaped(json))],
    ["in a URL", url],
    ["in a URL", url.replace(/%../g, (escape) => escape.toLowerCase())],
    ["in a URL", url.replaceAll("%20", "+")],
    ["in HTML", inHtml(secret)],
    ["in HCL", json.replace(/[$%](?=\{)/g, "$&$&")],
    ["in a file of Compose", secret.replaceAll("$", "$$$$")],
    ["in a unit of systemd", secret.replaceAll("%", "%%")],
    ["in a shell's quotes", secret.replaceAll("'", "'\\''")],
    ["in a shell's quotes", secret.replaceAll("'", `'"'"'`)],
    ["in hexadecimal", hex],
    ["in hexadecimal", hex.toUpperCase()],
    ...base64Traces(secret).map(({ text }) => ["in base64", text] as const),
  ];
  return [
    asItIs(secret),
    ...written.filter(([, text]) => text !== secret).map(([form, text]) => ({ form, text, secret })),
  ];
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** As Go's encoder writes JSON, and so the engines do: https://pkg.go.dev/encoding/json#HTMLEscape */
function goEscaped(json: string): string {
  return json.replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function inHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
