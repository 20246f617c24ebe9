import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Clone, type Run } from "../../helpers/clone";
import { findEngine, missingEngine } from "../../helpers/engines";

const terraform = findEngine("terraform");

/** Runs the real cdktf command as people do, and as offline as it can be. */
function cdktf(clone: Clone, ...args: readonly string[]): Run {
  const settings = {
    CI: "1",
    CHECKPOINT_DISABLE: "1",
    NO_COLOR: "1",
    FORCE_COLOR: "0",
    AWS_EC2_METADATA_DISABLED: "true",
  };
  const binary = join("node_modules", ".bin", "cdktf");
  return clone.run(binary, args, {
    ...settings,
    ...(terraform === undefined ? {} : { TERRAFORM_BINARY_NAME: terraform }),
    ...(process.env["TF_CLI_CONFIG_FILE"] ? { TF_CLI_CONFIG_FILE: process.env["TF_CLI_CONFIG_FILE"] } : {}),
  });
}

const deploy = ["deploy", "staging", "--auto-approve", "--skip-provider-lock"] as const;

describe("the cdktf command", () => {
  let clone: Clone;
  beforeEach(() => {
    clone = new Clone();
  });
  afterEach(() => {
    clone.dispose();
  });

  if (terraform === undefined && !process.env["CI"]) {
    test.skip(`is skipped: ${missingEngine("terraform")}`, () => undefined);
    return;
  }

  test("synthesizes the same bytes as npm run synth, and lists the stacks", () => {
    expect(cdktf(clone, "synth")).toMatchObject({ code: 0 });
    const byCommand = clone.files("cdktf.out");
    clone.remove("cdktf.out");
    expect(clone.platform("synth").code).toBe(0);
    expect(clone.files("cdktf.out")).toEqual(byCommand);
    const list = cdktf(clone, "list");
    expect(list.stdout).toMatch(/development +cdktf\.out\/stacks\/development/);
    expect(list.stdout).toMatch(/staging +cdktf\.out\/stacks\/staging/);
  });

  test("goes on to AWS by the guide's commands, and refuses a stack without what belongs to it", () => {
    const guide = readFileSync(join(__dirname, "../../../docs/guides/production-eks.md"), "utf8");
    const [, typed = ""] = /tunnel production -- npx cdktf (deploy .*)/.exec(guide) ?? [];
    const run = (...args: readonly string[]): string => {
      const { stdout, stderr } = cdktf(clone, ...args, "--auto-approve", "--skip-provider-lock");
      return `${stdout}${stderr}`;
    };
    const signedOut = "No valid credential sources found";
    expect(run("deploy", "production-bootstrap")).toContain("dependencies are not included");
    expect(run("destroy", "production")).toContain("dependant stacks are not included");
    expect(run(...typed.split(" "))).toContain(signedOut);
    expect(run("destroy", "production", "--ignore-missing-stack-dependencies")).toContain(signedOut);
  });

  describe("deploys nothing", () => {
    /** What `cdktf deploy staging` says when it must not come to a deploy. */
    function refusal(): string {
      const { code, stdout, stderr } = cdktf(clone, ...deploy);
      expect(code).not.toBe(0);
      expect(clone.has(".state")).toBe(false);
      expect(clone.has("cdktf.out/stacks/staging/cdk.tf.json")).toBe(false);
      const text = `${stdout}${stderr}`;
      expect(text).not.toMatch(/at .*\((?!node:).*\.ts:/);
      return text;
    }

    test("when a policy is broken", () => {
      clone.edit("constructs/k3s/hardening.ts", '"secrets-encryption": true', '"secrets-encryption": false');
      const text = refusal();
      expect(text).toContain("secrets-encryption is not true (/etc/rancher/k3s/config.yaml).");
      expect(text).toContain("K3S-02  k3s is hardened");
    });

    test("when a protected address has vanished", () => {
      clone.edit("environments/protected.json", "server-2", "server-9"); // staging alone has a second server
      expect(refusal()).toContain(
        'environments/protected.json  staging: terraform_data.k3s_machine["server-9"] is protected and gone from the stack',
      );
    });

    test("when an environment file is wrong, be it another environment's", () => {
      clone.edit("environments/development.yaml", "kind: k3d", "kind: k3x");
      expect(refusal()).toMatch(/environments\/development\.yaml:\d+:\d+ {2}kind: "k3x" is /);
    });
  });
});
