import { sameCharacters } from "../same-ends";
import { changedPlaceholder, placeholder } from "./secret";

/** A text that secrets were cut out of. */
export interface Apart {
  /** What is left before, between and after them. */
  readonly shown: readonly string[];
  /** The secrets as they were written there, one less. */
  readonly secrets: readonly string[];
}

/** A placeholder in a text. */
interface Hidden {
  readonly at: number;
  /** What it stands for: a placeholder, if somebody wrote it there. */
  readonly secret: string;
}

/**
 * The text after a change, with a word at each secret that is another one than before. Only what stands in the same place
 * is compared, so that nobody can find a secret by putting guesses beside it.
 */
export function withChanges(before: Apart, after: Apart): string {
  const [was, old] = hiddenIn(before);
  const [will, young] = hiddenIn(after);
  const { before: start, after: end } = sameCharacters(was, will);
  // Where the texts are equal, so are the places: as many in both, from the start and from the end.
  const first = young.filter(({ at }) => at + placeholder.length <= start).length;
  const last = young.length - young.filter(({ at }) => at >= will.length - end).length;
  const appeared = old.length - first - (young.length - last) === 0;
  const isOther = (one: Hidden, index: number): boolean => {
    const differs = index >= first && index < last;
    if (differs && appeared) return false; // it is new, as the text around it shows
    const shift = index < first ? 0 : old.length - young.length;
    const partner = differs && shift !== 0 ? undefined : old[index + shift];
    return partner?.secret !== one.secret || nameBefore(was, partner.at) !== nameBefore(will, one.at);
  };
  let result = "";
  let done = 0;
  young.forEach((one, index) => {
    result += will.slice(done, one.at) + (isOther(one, index) ? changedPlaceholder : placeholder);
    done = one.at + placeholder.length;
  });
  return result + will.slice(done);
}

/** The text as it is shown, and every placeholder in it. */
function hiddenIn({ shown, secrets }: Apart): readonly [text: string, hidden: readonly Hidden[]] {
  const hidden: Hidden[] = [];
  let text = "";
  shown.forEach((part, index) => {
    for (const { index: at } of part.matchAll(written)) hidden.push({ at: text.length + at, secret: placeholder });
    text += part;
    const secret = secrets[index];
    if (secret === undefined) return;
    hidden.push({ at: text.length, secret });
    text += placeholder;
  });
  return [text, hidden];
}

const written = /\(sensitive\)/g;

/** The name of the setting whose value begins at a place: those of two in another order are not each other. */
function nameBefore(text: string, at: number): string | undefined {
  return /([\p{L}\p{N}_.-]+)\\*["']?\s*[:=]\s*\\*["']?$/u.exec(text.slice(Math.max(0, at - 64), at))?.[1];
}
