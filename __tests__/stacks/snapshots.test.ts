import { TerraformStack, type App } from "cdktf";
import { resolve } from "node:path";
import { loadPlatform } from "../../stacks/load-platform";
import { makeStacks } from "../../stacks";
import { synthesizeApp } from "../helpers/synthesize";

const loaded = loadPlatform(resolve(__dirname, "../.."));
if (!loaded.ok) throw new Error("the repository's own environments are wrong: npm run platform -- validate");
const { platform } = loaded;

const views = synthesizeApp((app: App) => {
  makeStacks(app, platform);
  expect(app.node.children.every((child) => TerraformStack.isStack(child))).toBe(true);
});

describe.each(Object.entries(views))("the stack %s", (_, view) => {
  test("has the addresses that people know: changing one needs a moved block", () => {
    expect([...view.addresses].sort()).toMatchSnapshot();
  });

  test("is synthesized to what was reviewed, the scripts aside, which stand in their own files", () => {
    const { locals: _scripts, ...rest } = view.json;
    expect(rest).toMatchSnapshot();
  });
});
