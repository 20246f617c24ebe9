import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { slug } from "../../config/schema/formats";
import type { Context } from "../context";
import { Failure } from "../failure";
import { answers } from "./answers";
import { componentText, identifierOf, testText, type ComponentFacts } from "./component-text";
import type { Made, NewOptions } from "./options";

const INDEX = "catalog/index.ts";
const GROUPS = ["delivery", "certificates", "traffic", "secrets", "observability", "policies", "backup", "clusters"];

/** A component of the catalog: its file, its test, and its line in the catalog. */
export async function newComponent(context: Context, name: string, options: NewOptions): Promise<Made> {
  if (!slug().safeParse(name).success) {
    throw new Failure(
      `"${name}" is not a name: lower-case letters, digits and hyphens, a letter first, no hyphen last.`,
    );
  }
  const file = `catalog/components/${name}.ts`;
  const test = `__tests__/catalog/components/${name}.test.ts`;
  const there = [file, test].find((path) => existsSync(join(context.root, path)));
  if (there !== undefined) throw new Failure(`${there} is there already.`);
  const [repository = "", chart = "", namespace = "", summary = "", group = ""] = await answers(context, [
    {
      flag: "--repository",
      question: "Where its chart comes from: https:// of a repository, or oci:// of the folder that holds the chart",
      given: options.repository,
    },
    { flag: "--chart", question: "The chart's name", given: options.chart, usual: name },
    { flag: "--namespace", question: "Its namespace", given: options.namespace, usual: name },
    { flag: "--summary", question: "What it does for the platform, as a sentence", given: options.summary },
    { flag: "--group", question: `Its heading in the documentation (${GROUPS.join(", ")})`, given: options.group },
  ]);
  const facts: ComponentFacts = { name, repository, chart, namespace, summary, group };
  const wrong = problemOf(facts);
  if (wrong !== undefined) throw new Failure(wrong);
  const index = registered(readFileSync(join(context.root, INDEX), "utf8"), name);
  return {
    texts: new Map([
      [file, componentText(facts)],
      [test, testText(facts)],
      [INDEX, index],
    ]),
    next: [
      "npm run platform -- schema",
      "npm run platform -- outdated --renovate",
      `npx jest ${test}`,
      `write its values, and its version into an environment: components: { ${name}: { version: … } }`,
    ],
  };
}

function problemOf({ repository, summary, group, namespace }: ComponentFacts): string | undefined {
  if (!/^(https|oci):\/\/[^\s"\\]+$/.test(repository))
    return `--repository "${repository}" begins with neither https:// nor oci://.`;
  if (!/^[A-Z][^"\\\n]{1,100}\.$/.test(summary)) {
    return `--summary "${summary}" is not a sentence: a capital first, a full stop last, at most 100 letters.`;
  }
  if (!GROUPS.includes(group)) return `--group "${group}" is none of ${GROUPS.join(", ")}.`;
  if (!slug().safeParse(namespace).success) return `--namespace "${namespace}" is not the name of a namespace.`;
  return undefined;
}

/** The catalog with one more component, at its place in the order of names. */
export function registered(index: string, name: string): string {
  const identifier = identifierOf(name);
  const imports = [...index.matchAll(/^import \{ (\w+) \} from "\.\/components\/([\w-]+)";\n/gm)];
  const next = imports.find(([, , other = ""]) => other > name);
  const line = `import { ${identifier} } from "./components/${name}";\n`;
  const at = next?.index ?? (imports.at(-1)?.index ?? 0) + (imports.at(-1)?.[0].length ?? 0);
  const imported = index.slice(0, at) + line + index.slice(at);
  const [list = "", written = ""] = /: readonly Component\[\] = \[([\s\S]*?)\];/.exec(imported) ?? [];
  if (list === "") throw new Failure(`${INDEX} holds no list of components; add the component by hand.`);
  const known = written
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
  const order = next?.[1] === undefined ? known.length : known.indexOf(next[1]);
  const items = [...known.slice(0, order), identifier, ...known.slice(order)];
  return imported.replace(list, `: readonly Component[] = [\n${items.map((item) => `  ${item},\n`).join("")}];`);
}
