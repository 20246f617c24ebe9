import { isObject, type Block, type JsonObject } from "../stacks/synthesized-stack";
import { strings, texts } from "./blocks";

/*
 * Reading IAM policy documents. They are found by what they are, JSON text with a `Statement`, so that a rule sees
 * those of every type of resource. A document that is an expression can't be read: the rules on its content pass it
 * over, and IAM-05 tells of it unless it is a reference to something that this stack does not make.
 */

/** One condition of a statement. */
export interface Condition {
  /** `StringEquals` */
  readonly operator: string;
  /** `aws:SourceArn` */
  readonly key: string;
  readonly values: readonly string[];
}

/** One statement of a policy document, every part as a list. */
export interface Statement {
  /** The attribute it is in, and its id or number: `assume_role_policy, statement "GitHub"`. */
  readonly place: string;
  readonly denies: boolean;
  /** Whether it says who, as statements on resources and in trusts do. */
  readonly hasPrincipal: boolean;
  /** All principals; `*` for everyone, and for everyone but those of a `NotPrincipal`. */
  readonly principals: readonly string[];
  /** Those principals that are identity providers. */
  readonly federated: readonly string[];
  readonly actions: readonly string[];
  /** What `NotAction` leaves out; undefined without one. */
  readonly notActions: readonly string[] | undefined;
  readonly resources: readonly string[];
  /** What `NotResource` leaves out; undefined without one. */
  readonly notResources: readonly string[] | undefined;
  readonly conditions: readonly Condition[];
}

/** The statements of every policy document in a resource. */
export function statementsOf({ properties }: Block): Statement[] {
  return texts(properties).flatMap(({ path, text }) => {
    const statements = text.includes("Statement") ? readDocument(text)?.["Statement"] : undefined;
    return (Array.isArray(statements) ? statements : [statements])
      .map((statement: unknown, index) => ({ statement, number: index + 1 }))
      .flatMap(({ statement, number }) => {
        if (!isObject(statement)) return [];
        const [id] = strings(statement["Sid"]);
        const name = id === undefined || id === "" ? String(number) : JSON.stringify(id);
        return [readStatement(`${path.join(".")}, statement ${name}`, statement)];
      });
  });
}

function readStatement(place: string, json: JsonObject): Statement {
  const principal = isObject(json["Principal"]) ? json["Principal"] : { AWS: json["Principal"] };
  const everyone = json["NotPrincipal"] === undefined ? [] : ["*"];
  return {
    place,
    denies: json["Effect"] === "Deny",
    hasPrincipal: json["Principal"] !== undefined || json["NotPrincipal"] !== undefined,
    principals: [...Object.values(principal).flatMap(strings), ...everyone],
    federated: strings(principal["Federated"]),
    actions: strings(json["Action"]),
    notActions: json["NotAction"] === undefined ? undefined : strings(json["NotAction"]),
    resources: strings(json["Resource"]),
    notResources: json["NotResource"] === undefined ? undefined : strings(json["NotResource"]),
    conditions: Object.entries(isObject(json["Condition"]) ? json["Condition"] : {}).flatMap(([operator, keys]) =>
      Object.entries(isObject(keys) ? keys : {}).map(([key, values]) => ({
        operator,
        key,
        values: (Array.isArray(values) ? values : [values]).map(String),
      })),
    ),
  };
}

/** The object that JSON text holds, in which Terraform may still have expressions; undefined when it holds none. */
export function readDocument(text: string): JsonObject | undefined {
  const value = tryJson(text) ?? tryJson(quoteExpressions(text));
  return isObject(value) ? value : undefined;
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Makes every `${…}` a part of the JSON string around it, or one of its own: an expression has quotes of its own. */
function quoteExpressions(text: string): string {
  let result = "";
  let inString = false;
  for (let at = 0; at < text.length;) {
    if (text.startsWith("${", at)) {
      const end = endOfExpression(text, at + 2);
      const quoted = JSON.stringify(text.slice(at, end));
      result += inString ? quoted.slice(1, -1) : quoted;
      at = end;
      continue;
    }
    const length = inString && text.startsWith("\\", at) ? 2 : 1;
    if (text.startsWith('"', at)) inString = !inString;
    result += text.slice(at, at + length);
    at += length;
  }
  return result;
}

/** Where the expression ends whose inside begins here: behind its brace, or at the end of the text. */
function endOfExpression(text: string, start: number): number {
  let depth = 1;
  let inString = false;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === "\\") at++;
    else if (character === '"') inString = !inString;
    else if (!inString && character === "{") depth++;
    else if (!inString && character === "}") depth--;
    if (depth === 0) return at + 1;
  }
  return text.length;
}
