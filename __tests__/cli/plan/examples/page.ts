import MarkdownIt from "markdown-it";
import { parsed, unbalanced } from "../markdown/parsed";

const markdown = new MarkdownIt({ html: true, highlight: (code, language) => (language === "diff" ? diff(code) : "") });

const allowed = /^<\/?(?:details|summary|code|br|p)(?: open)?>$/;

/** A page that shows parts of a comment much as GitHub does. Throws when there is HTML in them that GitHub would take out. */
export function page(title: string, parts: readonly string[]): string {
  for (const part of parts) {
    const { tags } = parsed(part);
    const wrong = [...tags.filter((tag) => !allowed.test(tag)), ...unbalanced(tags)];
    if (wrong.length > 0) throw new Error(`${title}: this HTML can't be shown: ${wrong.join(", ")}`);
  }
  const body = parts.map((part) => `<article>\n${alerts(markdown.render(part))}</article>`).join("\n");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>${markdown.utils.escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

/** The lines of a difference, each in the colour of its sign. */
function diff(code: string): string {
  const kinds: Readonly<Record<string, string>> = { "+": "come", "-": "go", "!": "change" };
  return code
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => {
      const kind = kinds[line.charAt(0)];
      const text = markdown.utils.escapeHtml(line);
      return kind === undefined ? text : `<span class="${kind}">${text}</span>`;
    })
    .join("\n");
}

/** Quotes that begin with a word in brackets are boxes. */
function alerts(html: string): string {
  return html.replace(
    /<blockquote>\n<p>\[!(CAUTION|WARNING)\](?:<\/p>|\n)([^]*?)<\/blockquote>/g,
    (_, kind: string, rest: string) => {
      const word = kind.charAt(0) + kind.slice(1).toLowerCase();
      const inside = rest.trimStart().startsWith("<ul>") ? rest : `<p>${rest}`;
      return `<blockquote class="${kind.toLowerCase()}"><p class="title">${word}</p>${inside}</blockquote>`;
    },
  );
}

const style = `
:root { --text: #1f2328; --faint: #59636e; --line: #d1d9e0; --page: #fff; --code: #f6f8fa; --span: #818b981f;
  --red: #cf222e; --amber: #9a6700; --come: #dafbe1; --go: #ffebe9; --change: #fff8c5; --link: #0969da; }
@media (prefers-color-scheme: dark) {
  :root { --text: #f0f6fc; --faint: #9198a1; --line: #3d444d; --page: #0d1117; --code: #151b23; --span: #656c7633;
    --red: #f85149; --amber: #d29922; --come: #12261e; --go: #25171c; --change: #272115; --link: #4493f8; }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 16px; background: var(--page); color: var(--text);
  font: 14px/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
article { max-width: 900px; margin: 0 auto 16px; padding: 16px; border: 1px solid var(--line); border-radius: 6px; overflow-wrap: anywhere; }
h3 { margin: 0 0 16px; font-size: 1.25em; line-height: 1.25; }
p, ul, table, pre, details, blockquote { margin: 0 0 12px; }
article > :last-child, details > :last-child, blockquote > :last-child { margin-bottom: 0; }
ul { padding-left: 2em; }
a { color: var(--link); }
code { padding: .2em .4em; border-radius: 6px; background: var(--span); font: 85%/1.45 ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
pre { padding: 12px; border-radius: 6px; background: var(--code); overflow-x: auto; }
pre code { display: inline-block; min-width: 100%; padding: 0; background: none; overflow-wrap: normal; white-space: pre; }
pre span { display: inline-block; min-width: 100%; }
.come { background: var(--come); } .go { background: var(--go); } .change { background: var(--change); }
table { display: block; width: max-content; max-width: 100%; overflow-x: auto; border-collapse: collapse; }
th, td { padding: 6px 10px; border: 1px solid var(--line); }
th + th, td + td { overflow-wrap: normal; }
@media (max-width: 600px) { body { padding: 8px; } article { padding: 12px; } th, td { padding: 4px; font-size: 11px; } }
summary { cursor: pointer; }
details > details, details > p { margin-left: 12px; }
details > pre, details > ul { margin-left: 12px; }
summary { margin-bottom: 4px; }
blockquote { padding: 4px 12px; border-left: 4px solid var(--line); }
blockquote.caution { border-color: var(--red); } blockquote.caution > .title { color: var(--red); }
blockquote.warning { border-color: var(--amber); } blockquote.warning > .title { color: var(--amber); }
.title { font-weight: 600; }
`;
