import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

/** The repository whose documents are checked. */
export const root = resolve(__dirname, "../..");

/** A document for people, by its path in the repository. */
export interface Page {
  readonly file: string;
  readonly text: string;
}

/** README, CONTRIBUTING and everything below docs/. */
export function pages(): readonly Page[] {
  const files = ["README.md", "CONTRIBUTING.md", ...markdownBelow("docs")];
  return files.map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }));
}

/** One page. */
export function page(file: string): Page {
  return { file, text: readFileSync(join(root, file), "utf8") };
}

function markdownBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => join(folder, name));
}

/** The text without its fenced code blocks. */
export function prose(text: string): string {
  return text.replace(/^( *)(```|~~~)[\s\S]*?^\1\2 *$/gm, "");
}

/** What is wrong with a page's relative links: a message each. */
export function brokenLinks({ file, text }: Page): string[] {
  const links = [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? "");
  return links.filter((link) => !/^[a-z]+:/.test(link)).flatMap((link) => brokenLink({ file, text }, link));
}

function brokenLink({ file, text }: Page, link: string): string[] {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? join(root, file) : resolve(root, dirname(file), path);
  if (!existsSync(target)) return [`${file}: ${link} leads to ${relative(root, target)}, which is not there.`];
  if (anchor === undefined) return [];
  const there = path === "" ? text : statSync(target).isFile() ? readFileSync(target, "utf8") : "";
  const known = anchors(there);
  return known.includes(anchor) ? [] : [`${file}: ${link}: there is no such heading. Headings: ${known.join(", ")}.`];
}

/** The anchors that GitHub gives to the headings of a page. */
export function anchors(text: string): string[] {
  return [...prose(text).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .trim()
      .replace(/ /g, "-"),
  );
}

/** The rows of the first table below a heading, each a list of its cells; the two header lines are left out. */
export function tableBelow({ file, text }: Page, heading: string): string[][] {
  const lines = text.split("\n");
  const begin = lines.indexOf(heading);
  if (begin < 0) throw new Error(`${file} has no heading "${heading}".`);
  const rest = lines.slice(begin + 1);
  const end = rest.findIndex((line) => /^#{1,6} /.test(line));
  const rows = (end < 0 ? rest : rest.slice(0, end)).filter((line) => line.startsWith("|"));
  return rows.slice(2).map((line) =>
    line
      .slice(1, line.lastIndexOf("|"))
      .split("|")
      .map((cell) => cell.trim()),
  );
}
