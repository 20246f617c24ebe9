/*
 * Engines compute with numbers of any length, and JavaScript rounds those of more than some 15 digits: two that differ
 * would be equal, and a sensitive one would not be found where its digits stand. So such a number is read as a text: this
 * mark, which counts as a blank, and its digits.
 */
const MARK = "\uFEFF";

const NUMBER = /[:[,\s](-?\d[\d.]{15,}(?:[eE][+-]?\d+)?)/g;
const READ = /"\uFEFF(-?\d[\d.]{15,}(?:[eE][+-]?\d+)?)"(?!:)/g;

/** Reads JSON in which no number is rounded. */
export function parseExactly(json: string): unknown {
  const isText = textsOf(json);
  let marked = "";
  let done = 0;
  for (const { index, 1: digits = "" } of json.matchAll(NUMBER)) {
    if (isText(index) || String(Number(digits)) === digits) continue;
    marked += `${json.slice(done, index + 1)}"${MARK}${digits}"`;
    done = index + 1 + digits.length;
  }
  return JSON.parse(marked + json.slice(done));
}

/** Says whether a place in JSON is within a text; asked in order, it looks at every quote once. */
function textsOf(json: string): (place: number) => boolean {
  let isText = false;
  let quote: number | undefined;
  return (place) => {
    for (quote ??= json.indexOf('"'); quote >= 0 && quote < place; quote = json.indexOf('"', quote + 1)) {
      if (!isText || !isEscaped(json, quote)) isText = !isText;
    }
    return isText;
  };
}

function isEscaped(json: string, place: number): boolean {
  let backslashes = 0;
  while (json.charAt(place - 1 - backslashes) === "\\") backslashes += 1;
  return backslashes % 2 === 1;
}

/** Whether a text is a number that was read as one. */
export function isLongNumber(text: string): boolean {
  return text.startsWith(MARK) && withDigits(JSON.stringify(text)) === text.slice(MARK.length);
}

/** JSON in which such numbers are numbers again: as it is to be shown, not to be read. */
export function withDigits(json: string): string {
  return json.includes(MARK) ? json.replace(READ, "$1") : json;
}
