import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { objectOf, type JsonObject } from "../../../../stacks/synthesized-stack";
import type { Run } from "../../../helpers/clone";
import { callsIn, type ApiCall } from "../../../helpers/iam/api-actions";
import { Account } from "./account";
import { copyForMoto, overrides } from "./copy";
import type { Needs } from "./needs";
import { MotoServer } from "./server";

const state = z.object({
  resources: z.array(
    z.object({
      type: z.string(),
      name: z.string(),
      instances: z.array(z.object({ attributes: z.record(z.string(), z.unknown()) })),
    }),
  ),
});

const assumed = z.object({
  Credentials: z.object({ AccessKeyId: z.string(), SecretAccessKey: z.string(), SessionToken: z.string() }),
});

/** An account of moto, or several, and the folders of stacks that are applied to it. */
export class Stage {
  readonly account = new Account(() => ({ ...this.environment, PYTHONPATH: this.needs.moto }));
  private readonly root = mkdtempSync(join(tmpdir(), "platform-moto-"));
  private readonly server: MotoServer;
  private readonly running = new Set<ChildProcess>();

  /** @param account see {@link MotoServer}. */
  constructor(
    private readonly needs: Needs,
    account?: string,
  ) {
    this.server = new MotoServer(needs.moto, this.root, account);
    writeFileSync(join(this.root, "terraformrc"), "");
  }

  /** Writes the copies of the stacks, and makes them ready to be planned. */
  async start(stacks: Readonly<Record<string, JsonObject>>): Promise<void> {
    await this.server.started();
    for (const [stack, json] of Object.entries(stacks)) {
      mkdirSync(this.folder(stack));
      this.write(stack, json);
      await this.succeed(stack, "init", "-input=false", `-plugin-dir=${this.needs.mirror}`);
    }
  }

  /**
   * Gives a stack the backend that its own JSON has, and takes its state there: what `cdktf deploy --migrate-state` has Terraform do.
   * Moto's buckets have no names of their own in DNS, so the backend is told to name them in the path.
   */
  async migrate(stack: string, json: JsonObject): Promise<void> {
    this.write(stack, json, objectOf(objectOf(json["terraform"])["backend"]));
    const moto = ["use_path_style=true", "skip_credentials_validation=true", "skip_metadata_api_check=true"];
    const settings = moto.map((one) => `-backend-config=${one}`);
    const mirror = `-plugin-dir=${this.needs.mirror}`;
    await this.succeed(stack, "init", "-input=false", "-migrate-state", "-force-copy", mirror, ...settings);
  }

  /**
   * Writes the copy of a stack, also in the place of an older one.
   *
   * @param backend where its state is: beside it, unless told.
   */
  write(stack: string, json: JsonObject, backend: JsonObject = { local: {} }): void {
    const { terraform, ...others } = overrides(json, this.needs.version);
    const files = {
      "cdk.tf.json": copyForMoto(json),
      "override.tf.json": { ...others, terraform: { ...objectOf(terraform), backend } },
    };
    for (const [file, content] of Object.entries(files))
      writeFileSync(join(this.folder(stack), file), JSON.stringify(content, undefined, 2));
  }

  /** The account of a role, seen by whoever assumes it. Moto asks for no such role. */
  seenBy(RoleArn: string): Account {
    const { Credentials: as } = this.account.one("sts", "assume_role", assumed, { RoleArn, RoleSessionName: "seen" });
    return new Account(() => ({
      ...this.environment,
      PYTHONPATH: this.needs.moto,
      AWS_ACCESS_KEY_ID: as.AccessKeyId,
      AWS_SECRET_ACCESS_KEY: as.SecretAccessKey,
      AWS_SESSION_TOKEN: as.SessionToken,
    }));
  }

  /** Makes the state of a stack forget resources, which stay in the cloud. */
  forget(stack: string, addresses: readonly string[]): Promise<string> {
    return this.succeed(stack, "state", "rm", ...addresses);
  }

  apply(stack: string): Promise<string> {
    // Few at a time: moto is one process, and a call that it drops is made twice.
    return this.succeed(stack, "apply", "-auto-approve", "-input=false", "-parallelism=5");
  }

  /** Destroys a stack as its state has it. */
  destroy(stack: string): Promise<string> {
    return this.succeed(stack, "destroy", "-auto-approve", "-input=false", "-refresh=false");
  }

  /** Plans a stack: code 0 when nothing would change, 2 when something would. */
  plan(stack: string, ...more: readonly string[]): Promise<Run> {
    return this.terraform(stack, "plan", "-detailed-exitcode", "-input=false", "-lock=false", ...more);
  }

  /** The arguments of a type of resource, as the provider knows them. */
  async schema(stack: string): Promise<(type: string) => JsonObject> {
    const schemas = objectOf(
      objectOf(JSON.parse(await this.succeed(stack, "providers", "schema", "-json")))["provider_schemas"],
    );
    const resources = objectOf(objectOf(schemas["registry.terraform.io/hashicorp/aws"])["resource_schemas"]);
    return (type) => {
      const { attributes, block_types: blocks } = objectOf(objectOf(resources[type])["block"]);
      return { ...objectOf(attributes), ...objectOf(blocks) };
    };
  }

  /** What Terraform was given back for the resources of a type, by their names. */
  state(stack: string, type: string): Readonly<Record<string, JsonObject>> {
    const { resources } = state.parse(JSON.parse(readFileSync(join(this.folder(stack), "terraform.tfstate"), "utf8")));
    const found = resources.filter((one) => one.type === type);
    return Object.fromEntries(found.map(({ name, instances }) => [name, instances[0]?.attributes ?? {}]));
  }

  /** What the provider asked of AWS in all runs of a command until now. */
  calls(stack: string, command: string): readonly ApiCall[] {
    const log = this.log(stack, command);
    return existsSync(log) ? callsIn(readFileSync(log, "utf8")) : [];
  }

  /** Ends what still runs, and removes the folders. */
  async dispose(): Promise<void> {
    const ends = [...this.running].map((child) => new Promise((resolve) => child.once("close", resolve)));
    for (const child of this.running) child.kill();
    await Promise.all(ends);
    await this.server.stop();
    rmSync(this.root, { recursive: true, force: true });
  }

  private folder(stack: string): string {
    return join(this.root, stack);
  }

  private log(stack: string, command: string): string {
    return join(this.folder(stack), `${command}.log`);
  }

  /** All that Terraform and boto3 are told. What would leave the machine finds nobody. */
  private get environment(): NodeJS.ProcessEnv {
    return {
      PATH: process.env["PATH"],
      HOME: this.root,
      TF_CLI_CONFIG_FILE: join(this.root, "terraformrc"),
      TF_IN_AUTOMATION: "1",
      CHECKPOINT_DISABLE: "1",
      AWS_ENDPOINT_URL: this.server.url,
      AWS_ACCESS_KEY_ID: "moto",
      AWS_SECRET_ACCESS_KEY: "moto",
      AWS_DEFAULT_REGION: "eu-central-1",
      AWS_EC2_METADATA_DISABLED: "true",
      HTTPS_PROXY: "http://127.0.0.1:1",
    };
  }

  private async succeed(stack: string, ...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.terraform(stack, ...args);
    if (code !== 0)
      throw new Error(`terraform ${args.join(" ")} of ${stack} ended with ${String(code)}:\n${stdout}${stderr}`);
    return stdout;
  }

  /** Runs Terraform beside whatever else runs: most of its time on AWS is waiting. */
  private terraform(stack: string, ...args: readonly string[]): Promise<Run> {
    return new Promise((resolve, reject) => {
      const child = spawn(
        this.needs.terraform,
        [...args, ...(["providers", "state"].includes(args[0] ?? "") ? [] : ["-no-color"])],
        {
          cwd: this.folder(stack),
          env: {
            ...this.environment,
            TF_LOG_PROVIDER: "DEBUG",
            TF_LOG_PATH: this.log(stack, args[0] ?? ""),
          },
        },
      );
      this.running.add(child);
      let [stdout, stderr] = ["", ""];
      child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
      child.once("error", reject);
      child.once("close", (code) => {
        this.running.delete(child);
        resolve({ code, stdout, stderr });
      });
    });
  }
}
