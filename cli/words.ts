/** `1 key`, `2 keys`, `1,000 keys`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** A text whose lines after the first are indented, so that they stand below what the first line says. */
export function hanging(text: string, indent: string): string {
  return text.replaceAll("\n", `\n${indent}`);
}
