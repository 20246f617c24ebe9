import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Testing, TerraformStack } from "cdktf";
import { BaseStack, type BaseStackProps } from "../../stacks/base-stack";
import { guardMessages } from "../../stacks/guards";
import { SynthesizedStack } from "../../stacks/synthesized-stack";
import { StackView } from "./stack-view";

const outdir = mkdtempSync(join(tmpdir(), "platform-test-"));
process.on("exit", () => {
  rmSync(outdir, { recursive: true, force: true });
});

/** An app that writes nothing anyone keeps. */
export function testApp(): App {
  return Testing.app({ outdir });
}

/** A stack to put constructs into, in an app of its own unless one is given. */
export function testStack(id = "test", props: Partial<BaseStackProps> = {}, app: App = testApp()): BaseStack {
  return new BaseStack(app, id, {
    organization: "example",
    environment: id,
    state: { backend: "local" },
    tags: {},
    ...props,
  });
}

/**
 * Synthesizes a stack as the platform does: its whole app is prepared, aspects run, and what the guards or the
 * constructs' validations say is thrown. cdktf's own `Testing.synth` does none of that unless asked.
 */
export function synthesize(stack: TerraformStack): StackView {
  const views = synthesizeApp(App.of(stack));
  const view = views[stack.node.id];
  if (view === undefined) throw new Error(`${stack.node.path}: was not synthesized.`);
  return view;
}

/** Synthesizes every stack of an app, or of the app that a function fills; the views by the stacks' names. */
export function synthesizeApp(appOrBuild: App | ((app: App) => void)): Readonly<Record<string, StackView>> {
  const app = typeof appOrBuild === "function" ? testApp() : appOrBuild;
  if (typeof appOrBuild === "function") appOrBuild(app);
  const stacks = app.node.findAll().filter((construct) => TerraformStack.isStack(construct));
  for (const stack of stacks) stack.prepareStack();
  const texts = stacks.map((stack) => Testing.synth(stack));
  const messages = guardMessages(app);
  if (messages.length > 0) throw new Error(messages.join("\n"));
  return Object.fromEntries(stacks.map((stack, index) => [stack.node.id, viewOf(stack, texts[index] ?? "")]));
}

function viewOf(stack: TerraformStack, text: string): StackView {
  const dependencies = stack.dependencies.map((dependency) => dependency.node.id);
  const environment = stack instanceof BaseStack ? stack.environment : undefined;
  return new StackView(new SynthesizedStack(stack.node.id, text, dependencies, environment));
}
