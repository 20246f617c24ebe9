import fc from "fast-check";
import { readTemplate } from "../../../cli/admit/template";

describe("readTemplate", () => {
  test.each<[string, readonly string[]]>([
    ["file(x) is text", []],
    ["$${file(x)} and %%{ if file(x) } stand for themselves", []],
    ["100% of $5", []],
    ["${a.b[0].c}", []],
    ["${upper(lower(a))}", ["upper", "lower"]],
    ["${~ upper(a) ~}", ["upper"]],
    ['${"}"}${upper(a)}', ["upper"]],
    ['${"$${lower(a)}"} ${upper(a)}', ["upper"]],
    ["${[for x in (a) : x if (x)]}", []],
    ["${a ? (b) : -(c)}", []],
    ["${a-b(c)}", ["a-b"]],
    ["${1-b(c)}", ["b"]],
    ["%{ if (a) }${b(c)}%{ else }%{ endif }", ["b"]],
    ["$\n{file(x)}", []],
  ])("finds what %j calls", (text, calls) => {
    expect(readTemplate(text)).toEqual({ readable: true, calls });
  });

  test.each(["${", "${a", '${"a', "${a # b }", "$$${a}", "${a\u{a0}}", '${"\\q"}', "${'a'}"])(
    "gives up on %j",
    (text) => {
      expect(readTemplate(text)).toEqual({ readable: false });
    },
  );

  test("takes its time by length alone", () => {
    const begun = Date.now();
    for (const piece of ["$", "%", "${a", "a ", "(", '${"', "$${", "a::"]) readTemplate(piece.repeat(500_000));
    readTemplate(`\${${"a ".repeat(500_000)}}`);
    readTemplate(`\${a${" ".repeat(1_000_000)}}`);
    expect(Date.now() - begun).toBeLessThan(10_000);
  });

  test("never hangs or throws", () => {
    const piece = fc.constantFrom(
      "$",
      "%",
      "{",
      "}",
      '"',
      "\\",
      "a",
      "(",
      ")",
      "::",
      " ",
      "~",
      "\n",
      "/",
      "*",
      "#",
      "<<",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expect(typeof readTemplate(pieces.join("")).readable).toBe("boolean");
      }),
    );
  });
});
