import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as fc from "fast-check";
import { parseAllDocuments } from "yaml";
import { helmTemplate } from "../../../catalog/argo-cd/helm-template";
import { factTable, replaceFacts } from "../../../constructs/gitops/cluster-facts";
import type { Values } from "../../../constructs/gitops/values";
import { toYaml } from "../../../constructs/gitops/yaml";
import { describeWithCluster, helmProgram } from "./cluster";

const run = promisify(execFile);
const { read } = factTable({ clientId: { description: "" }, zone: { description: "" } });

/** Words that mean something to YAML, to Go's templates or to neither, one after the other. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "{",
        "}",
        "{{",
        "}}",
        "{{-",
        "{{/*",
        '"',
        "'",
        "`",
        "\\\\",
        "\n",
        " ",
        ": ",
        "#",
        "$",
        "%",
        "yes",
        "012",
        "<<",
        "|",
        "\u2000",
        "\u2028",
      ),
      fc.constantFrom(read("clientId"), read("zone")),
      fc.string({ maxLength: 4, unit: "grapheme" }),
    ),
    { maxLength: 8 },
  )
  .map((words) => words.join(""));

/** What no YAML holds; Helm's own parser refuses it too. */
const printable = (word: string): boolean =>
  !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff\ud800-\udfff]/u.test(word);

const value = fc.oneof(text.filter(printable), fc.integer(), fc.boolean());

/** What once came out otherwise: blank lines at the end, and white space that is a line's end or is cut off there. */
const EXAMPLES = ["a\n\n", "\u2000", "a\u2028b"].map((one): [string[], Record<"clientId" | "zone", string>] => [
  Array.from({ length: 20 }, () => one),
  { clientId: "a", zone: "b" },
]);

describeWithCluster("a file of the registry, rendered by the real Helm", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "helm-template-"));
    mkdirSync(join(folder, "templates"));
    writeFileSync(join(folder, "Chart.yaml"), "apiVersion: v2\nname: test\nversion: 1.0.0\n");
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test("is what the catalog says, whatever is in values and facts", async () => {
    const helm = await helmProgram();
    await fc.assert(
      fc.asyncProperty(
        fc.array(value, { minLength: 20, maxLength: 20 }),
        fc.record({ clientId: text.filter(printable), zone: text.filter(printable) }),
        async (values, given) => {
          // A fact is a plain value: it holds no placeholder of its own.
          const facts: Record<string, string> = Object.fromEntries(
            Object.entries(given).map(([name, fact]) => [name, replaceFacts(fact, () => "fact")]),
          );
          fc.pre(Object.values(facts).every((fact) => fact !== ""));
          const data: Values = Object.fromEntries(values.map((item, index) => [`key${index}`, item]));
          const expected = values.map((item) =>
            typeof item === "string" ? replaceFacts(item, (name) => facts[name] ?? "") : item,
          );
          writeFileSync(join(folder, "templates/object.yaml"), helmTemplate({ apiVersion: "v1", kind: "Test", data }));
          writeFileSync(join(folder, "values.yaml"), toYaml({ facts }));
          const { stdout } = await run(helm, ["template", "test", folder]);
          // Helm reads YAML 1.1, and so does this.
          const [document] = parseAllDocuments(stdout, { version: "1.1" });
          expect(document?.toJS()).toMatchObject({
            data: Object.fromEntries(expected.map((item, index) => [`key${index}`, item])),
          });
        },
      ),
      { numRuns: 40, examples: EXAMPLES },
    );
  });

  test("is refused without a fact that it uses", async () => {
    const helm = await helmProgram();
    const object = { apiVersion: "v1", kind: "Test", data: { id: read("clientId") } };
    writeFileSync(join(folder, "templates/object.yaml"), helmTemplate(object));
    writeFileSync(join(folder, "values.yaml"), 'facts: { clientId: "" }');
    await expect(run(helm, ["template", "test", folder])).rejects.toThrow("The cluster fact clientId is missing.");
  });
});
