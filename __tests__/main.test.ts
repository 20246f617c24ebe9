import { mkdirSync } from "node:fs";
import { TerraformStack } from "cdktf";
import { synthesize } from "../main";
import { Clone } from "./helpers/clone";

const machine = (name: string) => `terraform_data.k3s_machine["${name}"]`;

describe("synthesize", () => {
  let clone: Clone;
  beforeEach(() => {
    clone = new Clone(["environments"]);
  });
  afterEach(() => {
    clone.dispose();
    jest.restoreAllMocks();
  });

  const run = () => synthesize(clone.root, clone.path("cdktf.out"));

  /** The messages of a run that fails. */
  function messages(): readonly string[] {
    const outcome = run();
    if (outcome.ok) throw new Error("it did not fail");
    return outcome.messages;
  }

  /** The files that Terraform would take for a configuration. */
  function configurations(): string[] {
    return Object.keys(clone.files("cdktf.out")).filter((file) => /\.tf(\.json)?$|manifest\.json$/.test(file));
  }

  test("writes the stacks and cdktf's manifest", () => {
    expect(run().ok).toBe(true);
    expect(configurations()).toEqual([
      "cdktf.out/manifest.json",
      "cdktf.out/stacks/development/cdk.tf.json",
      "cdktf.out/stacks/edge-eu/cdk.tf.json",
      "cdktf.out/stacks/edge-us/cdk.tf.json",
      "cdktf.out/stacks/production-bootstrap/cdk.tf.json",
      "cdktf.out/stacks/production-data/cdk.tf.json",
      "cdktf.out/stacks/production/cdk.tf.json",
      "cdktf.out/stacks/staging/cdk.tf.json",
      "cdktf.out/stacks/state/cdk.tf.json",
    ]);
  });

  test("removes the stack of an environment that is gone, and keeps Terraform's files of the others", () => {
    run();
    mkdirSync(clone.path("cdktf.out/stacks/staging/.terraform"));
    clone.remove("environments/development.yaml");
    clone.edit("environments/organization.yaml", "[development, staging, production, edge]", "[staging, edge]");
    expect(run().ok).toBe(true);
    expect(clone.has("cdktf.out/stacks/development")).toBe(false);
    expect(clone.has("cdktf.out/stacks/staging/.terraform")).toBe(true);
  });

  describe("fails, and leaves nothing that Terraform would apply,", () => {
    beforeEach(() => {
      run();
      clone.write("cdktf.out/stacks/staging/.terraform.lock.hcl", "# providers\n");
    });
    afterEach(() => {
      expect(configurations()).toEqual([]);
      expect(clone.has("cdktf.out/stacks/staging/.terraform.lock.hcl")).toBe(true);
    });

    test("when an environment file is wrong", () => {
      clone.edit("environments/staging.yaml", "version: v1.35.4+k3s1", "version: latest");
      expect(messages()).toEqual([
        expect.stringMatching(/^environments\/staging\.yaml:\d+:\d+ {2}cluster\.version: "latest" is /),
      ]);
    });

    test("when a policy is broken", () => {
      clone.edit("environments/staging.yaml", /^ {4}server-3:(\n {6}.*)+\n/m, "");
      clone.edit("environments/protected.json", /,\s+"terraform_data.*server-3.*/, "");
      expect(messages()).toEqual([
        [
          "staging  cluster.servers: 2 servers (server-1, server-2).",
          "  K3S-01  a cluster has an odd number of servers (etcd FAQ: odd number of cluster members)",
          "  why  etcd needs more than half of its members. An even number bears no more losses than the odd number below it, and one machine more can fail.",
          "  fix  add or remove one server. While a cluster shrinks from 3 servers to 1, write an exception.",
          '  or   write into environments/staging.yaml  exceptions: { K3S-01: { reason: "…", expires: "YYYY-MM-DD" } }',
        ].join("\n"),
      ]);
    });

    test("when a protected address has vanished, and another is new", () => {
      clone.edit("environments/protected.json", "server-3", "server-9");
      expect(messages()).toEqual([
        `environments/protected.json  staging: ${machine("server-9")} is protected and gone from the stack; the next deploy would destroy it.\n  fix  put it back into environments/staging.yaml.\n  or   write into environments/staging.yaml  removals: { '${machine("server-9")}': "…" }`,
        `environments/protected.json  staging: ${machine("server-3")} is protected and not in the list. Run: npm run platform -- protect`,
      ]);
    });

    test("when a stack with protected addresses has vanished", () => {
      clone.remove("environments/staging.yaml");
      clone.edit("environments/organization.yaml", "[development, staging, production, edge]", "[development, edge]");
      expect(messages()).toEqual([
        expect.stringMatching(
          /^environments\/protected\.json {2}staging: the stack is gone, and with it 3 protected resources/,
        ),
      ]);
    });

    test("when the list of protected addresses can't be read", () => {
      clone.write("environments/protected.json", '{ "staging": "all" }');
      expect(messages()).toEqual([
        'environments/protected.json  is not an object of lists of addresses by stack. Restore it with git: it is written by "npm run platform -- protect" only.',
      ]);
    });

    test("when HCL is asked for", () => {
      jest.replaceProperty(process, "env", { ...process.env, SYNTH_HCL_OUTPUT: "true" });
      expect(messages()).toEqual(["--hcl is not supported: the checks read JSON, as Terraform does."]);
    });

    test("when the platform's own code has a mistake: without a trace, and saying how to get one", () => {
      jest.spyOn(TerraformStack.prototype, "prepareStack").mockImplementation(() => {
        throw new Error("no stack today");
      });
      expect(messages()).toEqual([
        "no stack today\nThis is a mistake in the platform's code, not in a file of environments/. PLATFORM_DEBUG=1 shows where it happened.",
      ]);
    });
  });
});
