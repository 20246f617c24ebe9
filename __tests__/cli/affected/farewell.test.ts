import { farewells } from "../../../cli/affected/farewell";
import { SynthesizedStack } from "../../../stacks/synthesized-stack";

const BASE = "0123456789abcdef0123456789abcdef01234567";

function stack(name: string, environment?: string, json: object = {}): SynthesizedStack {
  return new SynthesizedStack(name, JSON.stringify(json), [], environment);
}

/** What is said when the second revision lacks stacks of the first. */
function told(before: readonly SynthesizedStack[], after: readonly SynthesizedStack[]): readonly string[] {
  const find = (all: readonly SynthesizedStack[], name: string) => all.find((one) => one.name === name);
  const names = [...new Set([...after, ...before].map(({ name }) => name))];
  const pairs = names.map((name) => {
    const [base, head] = [find(before, name), find(after, name)];
    return { name, ...(base && { base }), ...(head && { head }) };
  });
  const removed = before.filter(({ name }) => find(after, name) === undefined);
  return farewells({
    removed: removed.map(({ name, environment }) => ({ name, environment })),
    pairs,
    base: BASE,
  });
}

describe("what is said of a removed", () => {
  test("environment is one paragraph, whose command knows in which order its stacks go and which one stays", () => {
    const production = ["production-data", "production", "production-bootstrap"].map((name) =>
      stack(name, "production"),
    );
    expect(told([...production, stack("staging", "staging")], [stack("staging", "staging")])).toEqual([
      `production is in no file any more, but the state of each of its stacks is still there, and so is all that they describe: nothing destroys it.
If it is to go, destroy it before this is merged, on the commit that still has it. The first run says what is lost and what stays, the second asks:
  git switch --detach 0123456789
  npm run platform -- destroy production --dry-run
  npm run platform -- destroy production`,
    ]);
  });

  test("stack of the organization is the command that destroys it alone", () => {
    expect(told([stack("shared")], [])).toEqual([
      `shared is in no file any more, but its state is still there, and so is all that it describes: nothing destroys it.
If it is to go, destroy it before this is merged, on the commit that still has it:
  git switch --detach 0123456789
  npx cdktf destroy shared`,
    ]);
  });

  test("stack that Terraform keeps from being destroyed names what it has", () => {
    const bucket = { resource: { aws_s3_bucket: { state: { lifecycle: { prevent_destroy: true } }, logs: {} } } };
    expect(told([stack("state", undefined, bucket)], [])).toEqual([
      expect.stringMatching(
        /destroy state\nTerraform refuses as long as it has what holds data: aws_s3_bucket\.state\.$/,
      ),
    ]);
  });

  test("stack of an environment that stays never names the command that destroys all of it", () => {
    const [text = ""] = told(
      [stack("production", "production"), stack("production-bootstrap", "production")],
      [stack("production", "production")],
    );
    expect(text).toMatch(/^production-bootstrap is in no file any more/);
    expect(text).toMatch(/npx cdktf destroy production-bootstrap$/);
    expect(text).not.toContain("platform -- destroy");
  });
});
