import fc from "fast-check";
import { inert } from "../../cli/inert";

/** Whether GitHub's runner obeys a line: spaces before `::` don't matter to it, and what stands before `##[` doesn't. */
function isCommand(line: string): boolean {
  return /^[\s\u0085]*::/.test(line) || line.includes("##[");
}

function commands(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/).filter(isCommand);
}

const piece = fc.constantFrom(
  ...[
    "::",
    ":",
    "##[",
    "##",
    "[",
    "]",
    "\n",
    "\r",
    " ",
    "\t",
    "\u0085",
    "\u2028",
    "add-mask",
    "stop-commands",
    "x",
    "{",
  ],
);

describe("inert", () => {
  test("leaves nothing that the runner obeys", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        expect(commands(inert(pieces.join("")))).toEqual([]);
      }),
    );
  });

  test("changes nothing that people can see", () => {
    const text = "  ::add-mask::production\n~ a: 1 → ##[add-mask]staging\nprovider::aws::arn";
    expect(commands(text)).toHaveLength(2);
    expect(inert(text).replaceAll("\u200b", "")).toBe(text);
    expect(inert("provider::aws::arn (a::b)")).toBe("provider::aws::arn (a::b)");
  });

  test("leaves JSON the same value", () => {
    const value = { text: "##[add-mask]x", lines: ["::add-mask::y"] };
    const text = inert(JSON.stringify(value, null, 2));
    expect(commands(text)).toEqual([]);
    expect(JSON.parse(text)).toEqual(value);
  });
});
