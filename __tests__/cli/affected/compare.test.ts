import { compareRevisions, everyStack, type RevisionStack } from "../../../cli/affected/compare";
import { SynthesizedStack } from "../../../stacks/synthesized-stack";

function stack(name: string, value: number, dependencies: readonly string[] = [], lock = ""): RevisionStack {
  const json = { resource: { terraform_data: { it: { input: value } } } };
  return {
    stack: new SynthesizedStack(name, JSON.stringify(json), dependencies, `${name}-environment`),
    files: new Map(lock === "" ? [] : [[".terraform.lock.hcl", lock]]),
  };
}

function compared(base: readonly RevisionStack[], head: readonly RevisionStack[]): readonly string[] {
  const { stacks, removed } = compareRevisions(base, head);
  return [
    ...stacks.map(({ name, change, because }) => `${name} ${change}: ${because.join(", ")}`),
    ...removed.map(({ name }) => `${name} removed`),
  ];
}

describe("comparing two revisions", () => {
  test("finds nothing where all stacks mean the same", () => {
    expect(compared([stack("a", 1), stack("b", 1, ["a"])], [stack("b", 1, ["a"]), stack("a", 1)])).toEqual([]);
  });

  test("tells what changed in a stack, and leaves the others out", () => {
    expect(compared([stack("a", 1), stack("b", 1)], [stack("a", 2), stack("b", 1)])).toEqual([
      "a changed: terraform_data.it",
    ]);
  });

  test("names the environment and what comes before a stack", () => {
    const { stacks } = compareRevisions([], [stack("a", 1, []), stack("b", 1, ["a"])]);
    expect(stacks).toEqual([
      { name: "a", environment: "a-environment", change: "new", because: [], dependencies: [] },
      { name: "b", environment: "b-environment", change: "new", because: [], dependencies: ["a"] },
    ]);
  });

  test("follows the dependents, and theirs, in the order in which they are applied", () => {
    const revision = (value: number): readonly RevisionStack[] => [
      stack("c", 1, ["b"]),
      stack("b", 1, ["a"]),
      stack("a", value),
      stack("other", 1),
    ];
    expect(compared(revision(1), revision(2))).toEqual([
      "a changed: terraform_data.it",
      "b dependent: a",
      "c dependent: b",
    ]);
  });

  test("calls a dependent that differs itself changed", () => {
    expect(compared([stack("a", 1), stack("b", 1, ["a"])], [stack("a", 2), stack("b", 2, ["a"])])).toEqual([
      "a changed: terraform_data.it",
      "b changed: terraform_data.it",
    ]);
  });

  test("follows those that came after a removed stack, and after what came after it", () => {
    const base = [stack("a", 1), stack("b", 1, ["a"]), stack("c", 1, ["b"]), stack("d", 1, ["c"])];
    expect(compared(base, [stack("a", 1), stack("c", 1), stack("d", 1, ["c"])])).toEqual([
      "c dependent: b",
      "d dependent: c",
      "b removed",
    ]);
    expect(compared([...base], [stack("a", 2), stack("c", 1), stack("d", 1, ["c"])])).toEqual([
      "a changed: terraform_data.it",
      "c dependent: b",
      "d dependent: c",
      "b removed",
    ]);
  });

  test("counts files beside the configuration: another lock file may bring other providers", () => {
    expect(compared([stack("a", 1, [], "one")], [stack("a", 1, [], "two")])).toEqual([
      "a changed: .terraform.lock.hcl",
    ]);
    expect(compared([stack("a", 1)], [stack("a", 1, [], "two")])).toEqual(["a changed: .terraform.lock.hcl"]);
  });

  test("calls all stacks changed where nothing can be compared", () => {
    expect(everyStack([stack("b", 1, ["a"]), stack("a", 1)])).toMatchObject({
      stacks: [
        { name: "a", change: "changed" },
        { name: "b", change: "changed" },
      ],
      removed: [],
    });
  });
});
