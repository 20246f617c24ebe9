import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { App } from "cdktf";
import { makeStacks } from "../../../stacks";
import { BaseStack } from "../../../stacks/base-stack";
import { Clone } from "../../helpers/clone";
import { describeEngines, StackFolder, type Engine } from "../../helpers/engines";
import type { StackView } from "../../helpers/stack-view";
import { synthesizeApp } from "../../helpers/synthesize";
import { changedProduction, type Changes } from "./changed-production";
import { EngineEvents } from "./engine-events";
import { SimulatedCloud } from "./simulated-cloud";

/** The stacks of production: what outlives its cluster, and the cluster. */
export type StackName = "production-data" | "production";

/** The simulated providers know no accounts; real ones, where somebody's mirror has those, get in nowhere with these. */
const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: "simulated",
  AWS_SECRET_ACCESS_KEY: "simulated",
  AWS_SESSION_TOKEN: "",
  AWS_PROFILE: "",
  AWS_EC2_METADATA_DISABLED: "true",
};

/** Whether somebody named a mirror with simulated providers. */
export const simulated = Boolean(process.env["TF_CLI_CONFIG_FILE"]);

/** Tests of each engine with simulated providers; skipped with the reason where nobody named a mirror that has them. */
export function describeSimulated(title: string, body: (engine: Engine) => void): void {
  if (simulated) describeEngines(title, body);
  else
    describe.skip(`${title} (skipped: TF_CLI_CONFIG_FILE names no mirror of simulated providers)`, () => {
      describeEngines(title, body);
    });
}

/** Production as the repository describes it, in a simulated cloud of its own: its file can be changed and applied. */
export class Production {
  readonly cloud = new SimulatedCloud();
  private readonly clone = new Clone(["environments"]);
  private readonly stacks = new StackFolder();
  private views: Readonly<Record<string, StackView>> = {};

  constructor(private readonly engine: Engine) {
    this.describe([]);
    for (const stack of ["production-data", "production"] as const) {
      const local = { terraform: { backend: { local: {} } } };
      writeFileSync(join(this.stacks.folder(stack), "state_override.tf.json"), JSON.stringify(local));
      this.engine.succeed(this.stacks.folder(stack), ["init", "-input=false", "-no-color"]);
    }
  }

  /**
   * Writes values into the environment's file, each at its path, or takes out what is there, and synthesizes.
   *
   * @param refine what else happens to the stack `production`.
   */
  describe(changes: Changes, refine?: (stack: BaseStack) => void): void {
    const platform = changedProduction(this.clone, changes);
    this.views = synthesizeApp((app: App) => {
      makeStacks(app, platform);
      const stack = app.node.findChild("production");
      if (stack instanceof BaseStack) refine?.(stack);
    });
    this.stacks.write(this.views);
  }

  /** The addresses of a stack's resources that have these properties, all of them without arguments. */
  addresses(stack: StackName, properties: object = {}): string[] {
    const found = this.views[stack]?.resources(undefined, properties) ?? [];
    return found.map(({ address }) => address).sort();
  }

  /** Plans: what would change, and what has changed behind the engine's back. */
  plan(stack: StackName): EngineEvents {
    return this.run(stack, ["plan", "-detailed-exitcode"]);
  }

  /** Applies, without a question. @param fail as SIM_FAIL: what goes wrong, `aws_eks_node_group:create`. */
  apply(stack: StackName, fail = ""): EngineEvents {
    return this.run(stack, ["apply", "-auto-approve"], fail);
  }

  destroy(stack: StackName): EngineEvents {
    return this.run(stack, ["destroy", "-auto-approve"]);
  }

  /** Makes the state of a stack forget a resource, which stays in the cloud. */
  forget(stack: StackName, address: string): void {
    this.engine.succeed(this.stacks.folder(stack), ["state", "rm", address]);
  }

  dispose(): void {
    this.clone.dispose();
    this.stacks.dispose();
    this.cloud.dispose();
  }

  private run(stack: StackName, args: readonly string[], fail = ""): EngineEvents {
    const environment = { ...CREDENTIALS, SIM_CLOUD: this.cloud.folder, SIM_FAIL: fail };
    const { code, stdout, stderr } = this.engine.run(
      this.stacks.folder(stack),
      [...args, "-input=false", "-json"],
      environment,
    );
    if (stderr !== "") throw new Error(stderr);
    return new EngineEvents(code, stdout);
  }
}
