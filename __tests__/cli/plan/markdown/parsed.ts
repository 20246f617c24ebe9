import MarkdownIt from "markdown-it";

/** GitHub's Markdown, as far as it matters here: HTML is let through, tables are made, and bare addresses become links. */
const markdown = new MarkdownIt({ html: true, linkify: true });

/** What a part of a comment becomes once it is read as Markdown. */
export interface Parsed {
  /** All of its structure, without any of its texts: equal for two comments, whatever stands in them. */
  readonly skeleton: readonly string[];
  readonly headings: readonly string[];
  /** Addresses of links and images. */
  readonly links: readonly string[];
  /** HTML tags, in their order. */
  readonly tags: readonly string[];
  /** Texts that are in no code: here GitHub looks for mentions, references and emoji. */
  readonly prose: readonly string[];
}

/** Reads a part of a comment as Markdown. */
export function parsed(text: string): Parsed {
  const skeleton: string[] = [];
  const headings: string[] = [];
  const links: string[] = [];
  const tags: string[] = [];
  const prose: string[] = [];
  let heading = false;
  for (const block of markdown.parse(text, {})) {
    heading = block.type === "heading_open" || (heading && block.type === "inline");
    if (heading && block.type === "inline") headings.push(block.content);
    if (block.type === "inline") skeleton.push("inline");
    for (const token of block.type === "inline" ? (block.children ?? []) : [block]) {
      if (token.type === "html_block" || token.type === "html_inline") {
        const found = htmlOf(token.content);
        tags.push(...found.tags);
        prose.push(...found.prose);
        skeleton.push(...found.tags);
      } else if (token.type === "text") {
        prose.push(token.content);
      } else {
        skeleton.push(`${token.type} ${token.tag} ${token.type === "fence" ? token.info : ""}`.trim());
      }
      links.push(...["href", "src"].flatMap((name) => token.attrGet(name) ?? []).map(String));
    }
  }
  return { skeleton, headings, links, tags, prose };
}

/** The tags of HTML, and its texts outside of code. */
function htmlOf(html: string): { tags: string[]; prose: string[] } {
  const tags = html.match(/<[^>]*>/g) ?? [];
  const texts = html.split(/<[^>]*>/g);
  const outside = texts.filter((_, index) => tags[index - 1] !== "<code>");
  return { tags, prose: outside.filter((text) => text.trim() !== "") };
}

/** What is left open at the end, or closed without being open. */
export function unbalanced(tags: readonly string[]): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const tag of tags) {
    const name = /^<\/?([a-z]+)/.exec(tag)?.[1] ?? tag;
    if (name === "br") continue;
    if (!tag.startsWith("</")) open.push(name);
    else if (open.pop() !== name) wrong.push(tag);
  }
  return [...wrong, ...open];
}
