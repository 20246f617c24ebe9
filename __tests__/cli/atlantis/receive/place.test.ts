import { existsSync } from "node:fs";
import { atlantisText } from "../../../../cli/atlantis/file";
import { place } from "../../../../cli/atlantis/receive/place";
import { SynthesizedStack } from "../../../../stacks/synthesized-stack";
import { World } from "../../world/world";
import { stack } from "../stacks";

const base = [stack("cluster", ["network"]), stack("network")];

describe("place", () => {
  let world: World;
  let admitted: readonly SynthesizedStack[];
  const run = (): readonly string[] => place(admitted, `${world.root}/checkout`, `${world.root}/base`, base);
  const placed = (path: string): string => world.read(`checkout/ci-cdktf.out/${path}`);
  const isPlaced = (path: string): boolean => existsSync(`${world.root}/checkout/ci-cdktf.out/${path}`);

  /** What a commit synthesizes, with the atlantis.yaml that belongs to it. */
  function admit(stacks: readonly SynthesizedStack[]): void {
    admitted = stacks;
    world.write("checkout/atlantis.yaml", atlantisText(stacks));
  }

  beforeEach(() => {
    world = new World([], {
      "checkout/.git/info/exclude": "/ci-cdktf.out/stacks/cluster/\n",
      "base/locks/cluster.terraform.lock.hcl": "# providers\n",
    });
    admit([stack("cluster", ["network"], "azurerm"), stack("network")]);
  });
  afterEach(() => {
    world.dispose();
  });

  test("puts every stack where its project is, and hides from Git what is the same on the base branch", () => {
    expect(run()).toEqual(["cluster"]);
    expect(placed("stacks/network/cdk.tf.json")).toBe(stack("network").text);
    expect(placed("stacks/cluster/cdk.tf.json")).toBe(stack("cluster", [], "azurerm").text);
    expect(world.read("checkout/.git/info/exclude")).toBe("/ci-cdktf.out/stacks/network/\n");
  });

  test("plans a stack that the base branch does not have", () => {
    admit([...base, stack("new")]);
    expect(run()).toEqual(["new"]);
  });

  test("does not plan what lies on a machine", () => {
    admit([...base, stack("laptop", [], "local")]);
    expect(run()).toEqual([]);
    expect(world.read("checkout/.git/info/exclude")).toContain("/ci-cdktf.out/stacks/laptop/\n");
  });

  test("compares by meaning: spaces are no change", () => {
    admit(
      base.map(
        ({ name, json, dependencies }) => new SynthesizedStack(name, JSON.stringify(json, null, 2), dependencies),
      ),
    );
    expect(run()).toEqual([]);
  });

  test("gives a stack the providers that are locked on the base branch", () => {
    run();
    expect(placed("stacks/cluster/.terraform.lock.hcl")).toBe("# providers\n");
    expect(isPlaced("stacks/network/.terraform.lock.hcl")).toBe(false);
  });

  test("gives it others once the base branch has others, and plans anew", () => {
    run();
    world.write("checkout/ci-cdktf.out/stacks/cluster/default.tfplan", "plan");
    world.write("base/locks/cluster.terraform.lock.hcl", "# newer providers\n");
    run();
    expect(placed("stacks/cluster/.terraform.lock.hcl")).toBe("# newer providers\n");
    expect(isPlaced("stacks/cluster/default.tfplan")).toBe(false);
  });

  test("leaves the plan of a stack that did not change since, and takes away all else", () => {
    run();
    world.write("checkout/ci-cdktf.out/stacks/network/default.tfplan", "plan");
    world.write("checkout/ci-cdktf.out/stacks/cluster/default.tfplan", "plan");
    world.write("checkout/ci-cdktf.out/stacks/gone/cdk.tf.json", "{}");
    admit(base);
    expect(run()).toEqual([]);
    expect(placed("stacks/network/default.tfplan")).toBe("plan");
    expect(isPlaced("stacks/cluster/default.tfplan")).toBe(false);
    expect(isPlaced("stacks/gone")).toBe(false);
  });

  test.each([
    ["a project in a folder of its own", "ci-cdktf.out/stacks/network", "evil"],
    ["a project less", /  - name: network[\s\S]*?(?=  - name)/, ""],
    ["a workflow", "    workspace: default\n", "    workspace: default\n    workflow: mine\n"],
    ["no requirements", "    workspace: default\n", "    workspace: default\n    apply_requirements: []\n"],
    ["projects to be found", "mode: disabled", "mode: enabled"],
    ["dependencies that don't count", /    depends_on:\n.*\n/, ""],
  ])("refuses an atlantis.yaml with %s, and places nothing", (_what, from, to) => {
    const text = world.read("checkout/atlantis.yaml");
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    world.write("checkout/atlantis.yaml", changed);
    expect(run).toThrow(
      "atlantis.yaml  is not what the base branch makes of this commit's stacks. Run: npm run platform -- atlantis",
    );
    expect(isPlaced("stacks")).toBe(false);
  });
});
