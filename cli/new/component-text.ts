/** What a new component's file says. */
export interface ComponentFacts {
  readonly name: string;
  readonly repository: string;
  readonly chart: string;
  readonly namespace: string;
  readonly summary: string;
  readonly group: string;
}

/** The name of a component's constant: `certManager` for `cert-manager`. */
export function identifierOf(name: string): string {
  const camel = name.replace(/-+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return RESERVED.has(camel) ? `${camel}Component` : camel;
}

/** Words that are no names in TypeScript, and those that the files use themselves. */
const RESERVED = new Set(
  (
    "break case catalog catch class component configure const continue debugger default delete describe do else enum " +
    "eval expect export extends false finally for function if implements import in instanceof interface let new null " +
    "package private protected public return static super switch test this throw true try typeof var void while with yield"
  ).split(" "),
);

/** The component's file. */
export function componentText({ name, repository, chart, namespace, summary, group }: ComponentFacts): string {
  const source = `  chart: { repository: ${JSON.stringify(repository)}, name: ${JSON.stringify(chart)} },`;
  const lines = `  chart: {\n    repository: ${JSON.stringify(repository)},\n    name: ${JSON.stringify(chart)},\n  },`;
  return `import { NO_OPTIONS, component } from "../define";

/** ${summary} */
export const ${identifierOf(name)} = component({
  name: "${name}",
  summary: ${JSON.stringify(summary)},
  group: "${group}",
${source.length <= 120 ? source : lines}
  namespace: "${namespace}",
  podSecurity: "restricted",
  options: NO_OPTIONS,
  values: () => ({}),
});
`;
}

/** The component's test. */
export function testText({ name, namespace }: ComponentFacts): string {
  const identifier = identifierOf(name);
  return `import { ${identifier} } from "../../../catalog/components/${name}";
import { configure } from "./surroundings";

describe("${name}", () => {
  test("runs in its namespace, within the restricted Pod Security Standard", () => {
    expect(${identifier}).toMatchObject({ namespace: "${namespace}", podSecurity: "restricted" });
  });

  test("takes the chart's values as they are", () => {
    expect(configure(${identifier}).values).toEqual({});
  });
});
`;
}
