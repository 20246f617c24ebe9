/**
 * Text that Terraform is to take literally: in its JSON every string is a template, so `${` and `%{` have to be doubled.
 * Source: https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 */
export function literal(text: string): string {
  return text.replace(/[$%](?=\{)/g, (sign) => sign + sign);
}

/** A template of one expression. */
export function expression(code: string): string {
  return `\${${code}}`;
}

/** A string literal of Terraform's expression language. */
export function quoted(text: string): string {
  return JSON.stringify(literal(text));
}
