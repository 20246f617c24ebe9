import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StackFolder, type Engine } from "../../helpers/engines";
import { describeSimulated } from "./production";
import { managedBootstrapView, runnable } from "./bootstrap/stack";

const TOLD = { endpoint: "https://kubernetes.default.svc", certificateAuthority: "Q0E=" };

describeSimulated("production-bootstrap for Argo CD that AWS runs", (engine: Engine) => {
  const stacks = new StackFolder();
  const folder = stacks.folder("production-bootstrap");
  const run = (...args: readonly string[]) => engine.succeed(folder, [...args, "-input=false", "-no-color"]);
  afterAll(() => {
    stacks.dispose();
  });

  test("is applied, a second plan is empty, and it goes again", () => {
    mkdirSync(folder, { recursive: true });
    for (const [file, text] of Object.entries(runnable(managedBootstrapView(), TOLD))) {
      writeFileSync(join(folder, file), text);
    }
    run("init");
    run("apply", "-auto-approve");
    const plan = engine.run(folder, ["plan", "-detailed-exitcode", "-input=false", "-no-color"]);
    expect(plan).toMatchObject({ code: 0, stderr: "" });
    run("destroy", "-auto-approve");
  });
});
