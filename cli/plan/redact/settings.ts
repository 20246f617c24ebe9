/** What the lines of `NAME=value` and `name: value` say. */
export interface Settings {
  readonly values: readonly string[];
  /** There is nothing else in the text but comments and `[sections]`. */
  readonly nothingElse: boolean;
}

/** The values that are set in a text: those of every line that sets one, whatever the other lines are. */
export function settingsIn(text: string): Settings {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^[#;[]/.test(line));
  const set = lines.map((line) => setting.exec(line)?.[1]);
  return {
    values: set.flatMap((written) => (written === undefined ? [] : readings(written))),
    nothingElse: set.every((written) => written !== undefined),
  };
}

const setting = /^(?:(?:export|set|-) +)?["']?[A-Za-z_][\w.-]*["']? *(?:=(?!=)|:(?= |$)) *(.*)$/;

/** What a value may mean: without quotes, and without what may be a comment, or end a line of another language. */
function readings(written: string): readonly string[] {
  const [, double, single] = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)')\s*(?:[,;]\s*)?(?:#.*)?$/.exec(written) ?? [];
  const inside = double ?? single;
  if (inside !== undefined) return [inside, ...(double?.includes("\\") ? [unescaped(double)] : [])];
  return [written, written.replace(/\s[#;].*$/, "").trim(), written.replace(/[,;]$/, "")];
}

/** As programs that read such files do; it need not be JSON. */
function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, escaped: string) => ({ n: "\n", t: "\t", r: "\r" })[escaped] ?? escaped);
}
