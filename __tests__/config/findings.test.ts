import { reportFindings } from "../../config/findings";
import { parseYaml } from "../../config/parse";
import type { Problem } from "../../config";

const FILE = "environments/staging.yaml";

function place(path: readonly string[], environment = "staging"): Problem[] {
  const problems: Problem[] = [];
  const report = (problem: Problem): void => {
    problems.push(problem);
  };
  const tree = parseYaml(FILE, "kind: k3s\ncomponents:\n  vault: { version: 0.34.1, seal: awskms }\n", report);
  if (tree === undefined) throw new Error("The file of the test is wrong.");
  const drafts = [{ name: "staging", resolved: { tree, profiles: [], complete: true } }];
  reportFindings([{ environment, path, message: "can't be." }], drafts, report);
  return problems;
}

describe("a finding", () => {
  test("has the place of its key", () => {
    expect(place(["components", "vault", "seal"])).toEqual([
      { file: FILE, line: 3, column: 29, path: "components.vault.seal", message: "can't be." },
    ]);
  });

  test("has the place of the nearest key around one that is not written", () => {
    expect(place(["components", "vault", "keyVault"])).toMatchObject([{ line: 3, column: 3 }]);
    expect(place(["applications", "shop"])).toMatchObject([{ line: 1, column: 1 }]);
  });

  test("of an environment that could not be read is left out: its file is told already", () => {
    expect(place(["components"], "production")).toEqual([]);
  });
});
