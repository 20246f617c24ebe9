/** What a string does when Terraform evaluates it. */
export type Template =
  /** It calls these functions, with their namespaces. */
  | { readonly readable: true; readonly calls: readonly string[] }
  /** It has something in it that can be read in more than one way, or that no expression of the platform has. */
  | { readonly readable: false };

/**
 * Finds the functions that a string calls. It reads the string as HCL does
 * (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md), and gives up where there could be two opinions.
 */
export function readTemplate(text: string): Template {
  const reader = new Reader(text);
  return reader.read() ? { readable: true, calls: reader.calls } : { readable: false };
}

/** Words before a parenthesis that call nothing: `for x in (…)`, `if (…)`. */
const KEYWORDS = new Set(["in", "if"]);

/** A name, with the namespaces that functions have: `core::file`, `provider::aws::arn_parse`. */
const NAME = /[A-Za-z_][\w-]*(?:\s*::\s*[A-Za-z_][\w-]*)*/y;

/** Comments and here-documents, in which other text can hide. */
const HIDING = /#|\/\/|\/\*|<</y;

/** What begins an expression before a brace. */
const SIGNS = /[$%]+/y;

/** What an expression is made of beside names, strings and braces. */
const OTHER = /[0-9 \t\r\n.,*/%+\-=<>!?:&|~[\]()]/y;

/** What a backslash may stand before in a quoted string. */
const ESCAPES = /\\(?:[nrt"\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})/y;

class Reader {
  readonly calls: string[] = [];
  private index = 0;
  /** What surrounds this place: the number of open braces of an expression, or a kind of string. */
  private readonly around: ("template" | "quoted" | number)[] = ["template"];
  /** The name that was read last, if nothing but space came after it. */
  private name: string | undefined;

  constructor(private readonly text: string) {}

  /** Whether all of it was understood. */
  read(): boolean {
    while (this.index < this.text.length) {
      const inside = this.around.at(-1);
      const understood = typeof inside === "number" ? this.readExpression(inside) : this.readLiteral(inside);
      if (!understood) return false;
    }
    return this.around.length === 1;
  }

  private readLiteral(kind: "template" | "quoted" | undefined): boolean {
    const signs = this.take(SIGNS);
    if (signs !== undefined) return this.text[this.index] !== "{" || this.readSigns(signs);
    if (kind === "quoted" && this.text[this.index] === "\\") return this.take(ESCAPES) !== undefined;
    if (kind === "quoted" && this.text[this.index] === '"') this.around.pop();
    this.index++;
    return true;
  }

  /**
   * `${` and `%{` open an expression, `$${` and `%%{` stand for themselves; what longer runs do depends on how one
   * counts.
   */
  private readSigns(signs: string): boolean {
    this.index++;
    if (signs === "$$" || signs === "%%") return true;
    if (signs.length > 1) return false;
    this.around.push(0);
    this.name = undefined;
    return true;
  }

  private readExpression(open: number): boolean {
    const name = this.take(NAME);
    if (name !== undefined) {
      this.name = name.replace(/\s/g, "");
      return true;
    }
    if (this.take(HIDING) !== undefined) return false;
    const character = this.text[this.index] ?? "";
    if (character === "(" && this.name !== undefined && !KEYWORDS.has(this.name)) this.calls.push(this.name);
    if (!/\s/.test(character)) this.name = undefined;
    if (character === '"') this.around.push("quoted");
    else if (character === "{") this.around[this.around.length - 1] = open + 1;
    else if (character === "}") this.close(open);
    else return this.take(OTHER) !== undefined;
    this.index++;
    return true;
  }

  private close(open: number): void {
    this.around.pop();
    if (open > 0) this.around.push(open - 1);
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.index;
    const found = pattern.exec(this.text)?.[0];
    this.index += found?.length ?? 0;
    return found;
  }
}
