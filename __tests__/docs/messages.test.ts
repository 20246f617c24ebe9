import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pages, root, tableBelow } from "./markdown";

const HEADING = "## When it goes wrong";
const FOLDERS = ["catalog", "cli", "config", "constructs", "policies", "stacks"];

/** Everything that the platform can say, as it stands in the code: parts of a text that are joined by + are one. */
const code = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|sh)$/.test(name))
    .map((name) => readFileSync(join(root, folder, name), "utf8")),
)
  .join("\n")
  .replace(/["'`]\s*\+\s*["'`]/g, "")
  .replaceAll('\\"', '"');

const guides = pages().filter(({ text }) => text.includes(`\n${HEADING}\n`));

test.each(guides.map((guide) => [guide.file, guide] as const))(
  "%s quotes messages that the code has",
  (_file, guide) => {
    // A message that begins the cell is ours, with … for what differs; those of other programs come after their names.
    const quoted = tableBelow(guide, HEADING).flatMap(([cell = ""]) => /^`([^`]+)`/.exec(cell)?.[1] ?? []);
    const fragments = quoted.flatMap((message) => message.split("…").map((part) => part.trim()));
    expect(fragments.filter((fragment) => !code.includes(fragment))).toEqual([]);
    expect(quoted.filter((message) => !message.split("…").some((part) => part.trim().length >= 12))).toEqual([]);
  },
);

test("every guide says what to do when it goes wrong", () => {
  const silent = pages().filter(({ file, text }) => file.startsWith("docs/guides/") && !text.includes(HEADING));
  expect(silent.map(({ file }) => file)).toEqual([]);
});
