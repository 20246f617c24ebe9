import { execFileSync } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** Where Chromium is: named by CHROMIUM, or on the PATH. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env["CHROMIUM"]) return env["CHROMIUM"];
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, "chromium")).find(isExecutable);
}

/** What Chromium makes of a page at some width. */
export interface Measured {
  /** How wide the page is, and how wide what is in it: more, and it scrolls. */
  readonly width: number;
  readonly contentWidth: number;
  /** Elements that reach beyond the page, and those that scroll within it, by their tags. */
  readonly beyond: readonly string[];
  readonly scrolling: readonly string[];
  /** How high the box is that warns of losses, if there is one; and how far from the top. */
  readonly caution: number;
  readonly cautionTop: number;
  /** How many folds there are, and how many of them change their height when they are opened and closed. */
  readonly folds: number;
  readonly folding: number;
}

/** Lays a page out in a frame of some width: a window of Chromium can't be as narrow as a phone. */
export function measure(chromium: string, html: string, width: number): Measured {
  const folder = mkdtempSync(join(tmpdir(), "platform-chromium-"));
  try {
    const file = join(folder, "frame.html");
    writeFileSync(file, frame(html, width));
    const options = [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      `--user-data-dir=${folder}/profile`,
    ];
    const args = [...options, "--window-size=1400,900", "--virtual-time-budget=20000", "--dump-dom", `file://${file}`];
    const dom = execFileSync(chromium, args, { encoding: "utf8", stdio: "pipe", maxBuffer: 1 << 28, timeout: 120_000 });
    const found = /<pre id="measured">([^<]+)<\/pre>/.exec(dom)?.[1];
    if (found === undefined) throw new Error(`${chromium} measured nothing.`);
    const measured: Measured = JSON.parse(found, (_, value: unknown) => value);
    return measured;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function frame(html: string, width: number): string {
  const quoted = html.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<!doctype html><iframe id="page" style="width:${width}px;height:800px;border:0" srcdoc="${quoted}"></iframe>
<pre id="measured"></pre>
<script>
document.getElementById("page").addEventListener("load", (event) => {
  const page = event.target.contentDocument;
  const tag = (element) => element.tagName.toLowerCase();
  const all = [...page.body.querySelectorAll("*")];
  const details = [...page.querySelectorAll("details")];
  const before = details.map((fold) => fold.open);
  const caution = page.querySelector(".caution")?.getBoundingClientRect();
  const folding = details.filter((fold) => {
    for (let around = fold.parentElement; around; around = around.parentElement) if (around.open === false) around.open = true;
    fold.open = false;
    const closed = fold.getBoundingClientRect().height;
    fold.open = true;
    return fold.getBoundingClientRect().height > closed;
  });
  const root = page.documentElement;
  const outside = all.filter((element) => !element.closest("pre"));
  document.getElementById("measured").textContent = JSON.stringify({
    width: root.clientWidth,
    contentWidth: root.scrollWidth,
    beyond: outside.filter((element) => element.getBoundingClientRect().right > root.clientWidth + 0.5).map(tag),
    scrolling: [...new Set(all.filter((element) => element.scrollWidth > element.clientWidth && getComputedStyle(element).overflowX === "auto").map(tag))],
    caution: caution?.height ?? 0,
    cautionTop: caution?.top ?? 0,
    folds: details.length,
    folding: folding.length,
  });
});
</script>`;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // not there, or not ours to run: the caller looks further
  }
}
