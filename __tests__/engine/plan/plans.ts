import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { App } from "cdktf";
import { applyStacks } from "../../../cli/applying/apply";
import type { Approval } from "../../../cli/applying/judge";
import type { StackResult } from "../../../cli/applying/result";
import type { ExitCode } from "../../../cli/command";
import type { Report, StackReport } from "../../../cli/plan/report";
import type { Context } from "../../../cli/context";
import { makeReport } from "../../../cli/planning/make-report";
import type { PlanOptions } from "../../../cli/planning/workplace";
import { stoppable } from "../../../cli/stopping";
import type { SynthesizedStack } from "../../../stacks/synthesized-stack";
import { k3sEnvironment, platformOf } from "../../helpers/environments";
import { StackFolder, type Engine } from "../../helpers/engines";
import type { StackView } from "../../helpers/stack-view";
import { synthesizeApp } from "../../helpers/synthesize";
import { SimulatedCloud } from "../aws/simulated-cloud";

/** The simulated providers know no accounts; real ones, where somebody's mirror has those, get in nowhere with these. */
export const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: "simulated",
  AWS_SECRET_ACCESS_KEY: "simulated-secret-key",
  AWS_SESSION_TOKEN: "",
  AWS_PROFILE: "",
  AWS_EC2_METADATA_DISABLED: "true",
};

/** What a plan came to. */
export interface Made {
  readonly report: Report;
  readonly code: ExitCode;
  /** The stack's part of the report. */
  readonly of: (stack: string) => StackReport | undefined;
}

/** Stacks of a test's own in a simulated cloud, planned by a real engine as `platform plan` does it. */
export class Plans {
  readonly cloud = new SimulatedCloud();
  /** Everything that was told meanwhile. */
  readonly told: string[] = [];
  private readonly stacks = new StackFolder();
  private readonly platform = platformOf(k3sEnvironment());
  private views: Readonly<Record<string, StackView>> = {};

  constructor(
    private readonly engine: Engine,
    build: (app: App) => void,
  ) {
    this.describe(build);
  }

  /** Writes other stacks in the place of those that are there. */
  describe(build: (app: App) => void): void {
    this.views = synthesizeApp(build);
    this.stacks.write(this.views);
  }

  get env(): NodeJS.ProcessEnv {
    return { ...CREDENTIALS, SIM_CLOUD: this.cloud.folder };
  }

  /** The folder in which the engine runs for a stack. */
  folder(stack: string): string {
    return this.stacks.folder(stack);
  }

  /** Plans all stacks. */
  async plan(env: NodeJS.ProcessEnv = {}): Promise<Made> {
    const made = await stoppable((stopping) =>
      makeReport(this.context(env), this.platform, this.all, { ...this.options, stopping }),
    );
    return { ...made, of: (name) => made.report.stacks.find(({ stack }) => stack === name) };
  }

  /** Applies all stacks as `platform apply` does it, when each still changes what a report says. */
  applyReviewed(
    { report }: Pick<Made, "report">,
    { env = {}, allowed = [] }: { readonly env?: NodeJS.ProcessEnv; readonly allowed?: readonly string[] } = {},
  ): Promise<readonly StackResult[]> {
    const approvalOf = (name: string): Approval => {
      const found = report.stacks.find(({ stack }) => stack === name);
      return { by: "comment", reviewed: found?.status === "planned" ? found : undefined };
    };
    return stoppable((stopping) =>
      applyStacks(this.context(env), this.platform, this.all, { ...this.options, stopping, approvalOf, allowed }),
    );
  }

  /** Applies all stacks on the word of somebody who is asked. @param meanwhile what happens while they read. */
  applyAsked(meanwhile: () => void): Promise<readonly StackResult[]> {
    const confirm = (): Promise<void> => Promise.resolve(meanwhile());
    const approvalOf = (): Approval => ({ by: "question" });
    return stoppable((stopping) =>
      applyStacks(this.context({}), this.platform, this.all, {
        ...{ ...this.options, stopping, approvalOf, confirm, allowed: [] },
      }),
    );
  }

  private context(env: NodeJS.ProcessEnv): Context {
    return {
      root: this.stacks.root,
      env: { ...process.env, ...this.env, ...env, TERRAFORM_BINARY_NAME: this.engine.binary },
      platform: process.platform,
      colours: false,
      print: () => undefined,
      tell: (text: string) => this.told.push(text),
      ask: undefined,
    };
  }

  private get options(): Omit<PlanOptions, "stopping"> {
    return { outdir: join(this.stacks.root, "cdktf.out"), parallel: 2, lockTimeout: "0s", screen: undefined };
  }

  private get all(): readonly SynthesizedStack[] {
    return Object.values(this.views).map(({ stack }) => stack);
  }

  apply(stack: string, env: NodeJS.ProcessEnv = {}): void {
    const settings = { ...this.env, ...env };
    this.engine.succeed(this.folder(stack), ["init", "-input=false", "-no-color"], settings);
    this.engine.succeed(this.folder(stack), ["apply", "-auto-approve", "-input=false", "-no-color"], settings);
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.stacks.root, file)), { recursive: true });
    writeFileSync(join(this.stacks.root, file), text);
  }

  remove(file: string): void {
    rmSync(join(this.stacks.root, file));
  }

  read(file: string): string {
    return readFileSync(join(this.stacks.root, file), "utf8");
  }

  has(file: string): boolean {
    return existsSync(join(this.stacks.root, file));
  }

  /** Files that hold a text, those that only the engine keeps aside: providers and states. */
  filesWith(text: string): readonly string[] {
    return readdirSync(this.stacks.root, { recursive: true, encoding: "utf8" })
      .filter((file) => !file.includes("/.terraform/") && !file.startsWith(".state/"))
      .filter((file) => statSync(join(this.stacks.root, file)).isFile())
      .filter((file) => this.read(file).includes(text));
  }

  dispose(): void {
    this.stacks.dispose();
    this.cloud.dispose();
  }
}
