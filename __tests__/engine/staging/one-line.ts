/** Terraform breaks long messages into lines, with a bar before each; this joins them again. */
export function inOneLine(output: string): string {
  return output.replace(/\n│ */g, " ").replace(/\s+/g, " ");
}
