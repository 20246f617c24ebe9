import { shortest } from "./secret";

/**
 * The credentials that a text carries beside what is no secret: a password in a URL, a token in a header or a parameter,
 * a key in a connection string. As they are written, and as they are meant.
 */
export function credentialsIn(text: string): readonly string[] {
  const found = [
    ...inHeader(text),
    ...(text.includes("=") ? assigned(text) : []),
    ...(text.includes("</") ? inElements(text) : []),
    ...(/^machine\s/m.test(text) ? inNetrc(text) : []),
    ...inUrls(text),
  ];
  return found.flatMap((credential) => [credential, decoded(credential)]);
}

/** https://www.rfc-editor.org/rfc/rfc9110#name-credentials */
function inHeader(text: string): readonly string[] {
  return /^(?:Basic|Bearer|Token) +(\S+)$/i.exec(text)?.slice(1) ?? [];
}

/** `AccountKey=…;`, `password=…`, `&sig=…`: by the end of the name, since others beside them say names and hosts. */
function assigned(text: string): readonly string[] {
  return [...text.matchAll(keyed)].map(([, double, single, plain]) => double ?? single ?? plain ?? "");
}

const keyed =
  /(?:password|passwd|passphrase|pwd|secret|token|key|signature|sig|credential) ?= ?(?!=)(?:"([^"]+)"|'([^']+)'|([^\s;&"',]+))/gi;

/** As Maven has them. */
function inElements(text: string): readonly string[] {
  const elements = text.matchAll(/<([\w:-]*(?:password|passphrase|secret|token|key))>([^<>]+)<\/\1>/gi);
  return [...elements].map(([, , value = ""]) => value);
}

/** https://everything.curl.dev/usingcurl/netrc.html */
function inNetrc(text: string): readonly string[] {
  return [...text.matchAll(/\bpassword\s+(\S+)/g)].map(([, password = ""]) => password);
}

function inUrls(text: string): readonly string[] {
  if (!text.includes("://")) return [];
  const passwords = [...text.matchAll(/:\/\/[^\s/:@]*:([^\s/@]+)@/g)].map(([, password = ""]) => password);
  const users = [...text.matchAll(/:\/\/([^\s/:@]+)@/g)].map(([, user = ""]) => user).filter(isToken);
  return [...passwords, ...users, ...unescaped(text)];
}

const longestUrl = 4096;

/** A password that nobody escaped ends before the last host there is. To look for one takes long in a long text. */
function unescaped(text: string): readonly string[] {
  if (text.length > longestUrl) return [];
  const [, password = ""] = /^[\w+.-]+:\/\/[^\s/:@]*:(\S+)@[\w.[\]:-]+(?:[/?#]\S*)?$/.exec(text) ?? [];
  return /[/@]/.test(password) && !password.includes("://") ? [password] : [];
}

/** The name of a user alone is no secret, and stands in many places. */
function isToken(user: string): boolean {
  return user.length >= 20 || (user.length >= shortest + 2 && /\d/.test(user));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
