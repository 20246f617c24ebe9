import fc from "fast-check";
import { repoConfig } from "../../../cli/atlantis/repo-config";
import { stack } from "./stacks";

const groups = (...stacks: Parameters<typeof repoConfig>[0]): Readonly<Record<string, number>> =>
  Object.fromEntries(repoConfig(stacks).projects.map(({ name, execution_order_group: group }) => [name, group]));

/** Stacks that depend on some of those before them, each in a bucket or on a machine. */
const graphs = fc
  .array(fc.record({ needs: fc.array(fc.nat({ max: 20 }), { maxLength: 4 }), local: fc.boolean() }), { maxLength: 15 })
  .map((nodes) =>
    nodes.map(({ needs, local }, index) => {
      const below = index === 0 ? [] : [...new Set(needs.map((need) => `stack-${need % index}`))];
      return stack(`stack-${index}`, below, local ? "local" : "s3");
    }),
  );

/** Everything that stands below a stack, however far. */
function allBelow(name: string, stacks: Parameters<typeof repoConfig>[0]): readonly string[] {
  const direct = stacks.find((candidate) => candidate.name === name)?.dependencies ?? [];
  return direct.flatMap((need) => [need, ...allBelow(need, stacks)]);
}

describe("repoConfig", () => {
  test("makes a project of every stack, by its name, where the server has its JSON", () => {
    expect(repoConfig([stack("network")]).projects).toEqual([
      {
        name: "network",
        dir: "ci-cdktf.out/stacks/network",
        workspace: "default",
        execution_order_group: 0,
        autoplan: { enabled: true, when_modified: ["cdk.tf.json", ".terraform.lock.hcl"] },
      },
    ]);
  });

  test("puts a stack above the longest way down, not the shortest", () => {
    expect(groups(stack("a"), stack("b", ["a"]), stack("c", ["a", "b"]), stack("d"))).toEqual({
      a: 0,
      b: 1,
      c: 2,
      d: 0,
    });
  });

  test("waits for what a stack depends on, also when somebody applies it alone", () => {
    const { projects } = repoConfig([stack("b", ["a"]), stack("a")]);
    expect(projects.map(({ name, depends_on: needs }) => [name, needs])).toEqual([
      ["a", undefined],
      ["b", ["a"]],
    ]);
  });

  test("leaves out what lies on a machine, and waits for what is behind it", () => {
    const { projects } = repoConfig([stack("a"), stack("laptop", ["a"], "local"), stack("c", ["laptop"])]);
    expect(projects.map(({ name, depends_on: needs, execution_order_group: group }) => [name, needs, group])).toEqual([
      ["a", undefined, 0],
      ["c", ["a"], 2],
    ]);
  });

  test("plans and applies side by side, stops where something failed, and finds no projects of its own", () => {
    expect(repoConfig([])).toEqual({
      version: 3,
      autodiscover: { mode: "disabled" },
      parallel_plan: true,
      parallel_apply: true,
      abort_on_execution_order_fail: true,
      projects: [],
    });
  });

  test("refuses stacks that depend on each other, and names the circle", () => {
    expect(() => repoConfig([stack("a", ["b"]), stack("b", ["a"])])).toThrow("Stacks depend on each other: a → b → a.");
  });

  test("refuses a stack that depends on one that is not there", () => {
    expect(() => repoConfig([stack("a", ["b"])])).toThrow("There is no stack b, on which another one depends.");
  });

  test("always gives a dependency a lower group, waits only for projects, and lists them in an order to apply in", () => {
    fc.assert(
      fc.property(graphs, (stacks) => {
        const { projects } = repoConfig(stacks);
        const found = new Map(projects.map((project) => [project.name, project]));
        for (const { name, execution_order_group: group, depends_on: needs = [] } of projects) {
          for (const need of needs) expect(found.has(need)).toBe(true);
          for (const below of allBelow(name, stacks)) {
            expect(found.get(below)?.execution_order_group ?? -1).toBeLessThan(group);
          }
        }
        const order = projects.map(({ execution_order_group: group }) => group);
        expect(order).toEqual([...order].sort((a, b) => a - b));
        expect(projects).toHaveLength(stacks.filter(({ backend }) => backend.type === "s3").length);
      }),
    );
  });
});
