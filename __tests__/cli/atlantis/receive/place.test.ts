import { existsSync } from "node:fs";
import { atlantisText } from "../../../../cli/atlantis/file";
import { place } from "../../../../cli/atlantis/receive/place";
import { World } from "../../world/world";
import { stack } from "../stacks";

const base = [stack("network"), stack("cluster", ["network"])];
const [network, cluster] = base.map(({ text }) => text);

describe("place", () => {
  let world: World;
  const at = (path: string): string => `${world.root}/${path}`;
  const run = (): readonly string[] => place(at("received"), at("checkout"), at("base"), base);
  const placed = (path: string): string => world.read(`checkout/ci-cdktf.out/stacks/${path}`);
  const isPlaced = (path: string): boolean => existsSync(at(`checkout/ci-cdktf.out/stacks/${path}`));

  beforeEach(() => {
    world = new World([], {
      "received/network/cdk.tf.json": network ?? "",
      "received/cluster/cdk.tf.json": '{ "changed": 1 }',
      "checkout/atlantis.yaml": atlantisText(base),
      "checkout/.git/info/exclude": "/ci-cdktf.out/stacks/cluster/\n",
      "base/locks/cluster.terraform.lock.hcl": "# providers\n",
    });
  });
  afterEach(() => {
    world.dispose();
  });

  test("puts every stack where its project is, and hides from Git what is the same on the base branch", () => {
    expect(run()).toEqual(["cluster"]);
    expect(placed("network/cdk.tf.json")).toBe(network);
    expect(placed("cluster/cdk.tf.json")).toBe('{ "changed": 1 }');
    expect(world.read("checkout/.git/info/exclude")).toBe("/ci-cdktf.out/stacks/network/\n");
  });

  test("plans a stack that the base branch does not have", () => {
    world.write("received/new/cdk.tf.json", "{}");
    expect(run()).toEqual(["cluster", "new"]);
  });

  test("gives a stack the providers that are locked on the base branch", () => {
    run();
    expect(placed("cluster/.terraform.lock.hcl")).toBe("# providers\n");
    expect(isPlaced("network/.terraform.lock.hcl")).toBe(false);
  });

  test("leaves the plan of a stack that did not change since, and takes away all else", () => {
    run();
    world.write("checkout/ci-cdktf.out/stacks/network/default.tfplan", "plan");
    world.write("checkout/ci-cdktf.out/stacks/cluster/default.tfplan", "plan");
    world.write("checkout/ci-cdktf.out/stacks/gone/cdk.tf.json", "{}");
    world.write("received/cluster/cdk.tf.json", cluster ?? "");
    expect(run()).toEqual([]);
    expect(placed("network/default.tfplan")).toBe("plan");
    expect(isPlaced("cluster/default.tfplan")).toBe(false);
    expect(isPlaced("gone")).toBe(false);
  });

  test.each([
    ["a folder of its own", "ci-cdktf.out/stacks/network", "evil"],
    ["another stack's folder", "ci-cdktf.out/stacks/network", "ci-cdktf.out/stacks/cluster"],
    ["a stack that is not there", "name: network", "name: other"],
  ])("refuses an atlantis.yaml with a project in %s", (_what, from, to) => {
    world.write("checkout/atlantis.yaml", atlantisText(base).replace(from, to));
    expect(run).toThrow(
      /^atlantis\.yaml {2}has projects that are no stacks of this commit: .* in .*platform -- atlantis$/,
    );
    expect(isPlaced("network")).toBe(false);
  });

  test.each([
    ["a workflow", "    workspace: default\n", "    workspace: default\n    workflow: mine\n"],
    ["requirements", "    workspace: default\n", "    workspace: default\n    apply_requirements: []\n"],
    ["projects to be found", "mode: disabled", "mode: enabled"],
    ["another workspace", "workspace: default", "workspace: other"],
    ["a key twice", "version: 3\n", "version: 3\nversion: 3\n"],
    ["an anchor", "autodiscover:\n", "autodiscover: &a\n"],
    ["a comment among the keys", "parallel_plan: true", "parallel_plan: true # really"],
    ["a second document", "version: 3\n", "version: 3\n---\nversion: 3\n"],
    ["no YAML", "version: 3\n", "version: [\n"],
  ])("refuses an atlantis.yaml with %s", (_what, from, to) => {
    const text = atlantisText(base);
    expect(text).toContain(from);
    world.write("checkout/atlantis.yaml", text.replace(from, to));
    expect(run).toThrow("atlantis.yaml  is not as the command writes it. Write it anew: npm run platform -- atlantis");
  });

  test("refuses a pull request without atlantis.yaml", () => {
    const without = new World([], { "in/a/cdk.tf.json": "{}", "out/.git/info/exclude": "" });
    expect(() => place(`${without.root}/in`, `${without.root}/out`, without.root, [])).toThrow(
      "atlantis.yaml  is missing.",
    );
    without.dispose();
  });
});
