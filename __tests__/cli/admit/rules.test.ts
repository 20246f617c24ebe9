import fc from "fast-check";
import type { JsonObject } from "../../../stacks/synthesized-stack";
import { FUNCTIONS, TELLING } from "../../../cli/admit/functions";
import { base, changed, goodStack, inLists, saidOf } from "./good-stack";
import { hostile } from "./hostile";

/** Types of blocks whose shape the tests change, with the number of their labels. */
const shapes = { data: 2, resource: 2, output: 1, provider: 1, variable: 1, terraform: 0, locals: 0 } as const;

function allInLists(json: JsonObject): JsonObject {
  return Object.entries(shapes).reduce((result, [type, labels]) => inLists(result, type, labels), json);
}

describe("a stack of a change", () => {
  test("is admitted as the base branch has it", () => {
    expect(saidOf(goodStack())).toEqual([]);
  });

  test("is admitted with other resources, values and outputs", () => {
    const other = changed(
      goodStack(),
      [["resource", "aws_vpc", "network", "cidr_block"], "10.1.0.0/16"],
      [["resource", "aws_s3_bucket", "logs"], { bucket: "logs-${aws_vpc.network.id}" }],
      [["output", "logs"], { value: '${join(",", [for x in [aws_s3_bucket.logs.arn] : upper(x) if (x != "")])}' }],
      [["provider", "aws", 0, "default_tags"], [{ tags: { organization: "example", owner: "platform" } }]],
      [["data", "aws_ssm_parameter", "image", "name"], "/aws/service/bottlerocket/aws-k8s-1.36/arm64/latest/image_id"],
      [["data", "aws_region"], { here: {} }],
      [["resource", "helm_release", "argo", "version"], "10.2.0"],
      [["locals", "script"], "#!/bin/sh\necho $${2:-more} 100%\n"],
      [["variable", "other"], { type: "string", default: "x" }],
    );
    expect(saidOf(other)).toEqual([]);
  });

  test("is admitted with another machine for the same programs", () => {
    const machine = ["resource", "terraform_data", "machine"];
    const other = changed(
      goodStack(),
      [[...machine, "provisioner", 0, "remote-exec", "connection", "host"], "192.0.2.12"],
      [[...machine, "provisioner", 0, "remote-exec", "connection", "host_key"], "ecdsa BBBB"],
    );
    expect(saidOf(other)).toEqual([]);
  });

  test("is admitted with other data for the same programs: versions, and facts of other machines", () => {
    const data = ["resource", "terraform_data"];
    const config = "image: rancher/k3s:v1.36.0-k3s2\nport: 127.0.0.1:8080\n";
    const rollout = [...data, "rollout", "provisioner"];
    const other = changed(
      goodStack(),
      [[...data, "machine", "provisioner", 1, "local-exec", "environment", "CONFIG"], config],
      [[...rollout, 0, "file", "connection", "host"], "192.0.2.12"],
      [[...rollout, 1, "file", "content"], "NODE='agent-7'\nURL='https://example.org/v1.36.0%2Bk3s2'\n"],
      [[...rollout, 1, "file", "connection", "host"], "192.0.2.12"],
      [[...rollout, 2, "file", "content"], "agent-7\nagent-7 label zone=a\n"],
      [[...rollout, 3, "file", "connection", "user"], "admin"],
    );
    expect(saidOf(other)).toEqual([]);
  });

  test("is admitted with a secret for another machine that the plan shows", () => {
    const rollout = ["resource", "terraform_data", "rollout"];
    const machine = { host: "192.0.2.12", host_key: "ecdsa BBBB" };
    const connection = [...rollout, "provisioner", 3, "file", "connection"];
    const other = changed(
      goodStack(),
      [[...connection, "host"], machine.host],
      [[...connection, "host_key"], machine.host_key],
      [[...rollout, "triggers_replace"], { version: "v1", machine }],
    );
    expect(saidOf(other)).toEqual([]);
  });

  test("is admitted with other labels of a node beside its token", () => {
    const content = ["resource", "terraform_data", "rollout", "provisioner", 3, "file", "content"];
    const with1 = (labels: string): string => `\${join(",", [base64encode("${labels}"), var.token])}`;
    const json = changed(goodStack(), [content, with1("node-label: []\\nnode-taint: []\\n")]);
    const other = with1("node-label:\\n  - example.org/zone=a\\nnode-taint:\\n  - gpu=yes:NoSchedule\\n");
    const bases = [{ name: "production", json }];
    expect(saidOf(changed(json, [content, other]), { bases })).toEqual([]);
    for (const labels of [
      "server: https://example.net\\n",
      "node-label: []\\nserver: x\\n",
      "node-label: [${var.token}]\\n",
    ]) {
      expect(saidOf(changed(json, [content, with1(labels)]), { bases })).toHaveLength(2);
    }
  });

  test("is admitted with a function that can tell what is secret where the base branch calls it so", () => {
    const json = changed(goodStack(), [["output", "vpc", "value"], '${try(aws_vpc.network.id, "")}']);
    expect(saidOf(json, { bases: [base("staging"), { name: "production", json }] })).toEqual([]);
  });

  test("is admitted with a secret where any stack of the base branch has it so", () => {
    const held = changed(goodStack(), [["locals", "held"], "${sha256(var.token)}"]);
    expect(saidOf(held, { bases: [base(), { name: "staging", json: held }] })).toEqual([]);
  });

  test("is admitted with a condition, and a count, that any stack of the base branch has", () => {
    const length = "${length(aws_vpc.network.id)}";
    const json = changed(
      goodStack(),
      [["resource", "aws_subnet", "a", "count"], length],
      [["resource", "aws_subnet", "a", "lifecycle", "precondition"], [{ condition: "${local.region != 1}" }]],
    );
    expect(saidOf(json, { bases: [base(), { name: "staging", json }] })).toEqual([]);
    expect(saidOf(changed(goodStack(), [["resource", "aws_subnet", "a", "count"], 2]))).toEqual([]);
  });

  test("is refused for a program on this machine that only another stack has", () => {
    const without = changed(goodStack(), [["resource", "terraform_data", "machine", "provisioner", 1], undefined]);
    const bases = [{ name: "production", json: without }, base("staging")];
    expect(saidOf(goodStack(), { bases })).toEqual([expect.stringContaining("local-exec: ")]);
  });

  test.each(hostile)("is refused for $title", ({ changes, at, why }) => {
    const said = saidOf(changed(goodStack(), ...changes)).filter((message) =>
      message.startsWith(`production: ${at}: `),
    );
    expect(said).toContainEqual(expect.stringContaining(` ${why} `));
  });

  const listable = hostile.filter(({ title, changes }) => {
    return title !== "a list in a list" && changes.every(([[type = ""]]) => Object.hasOwn(shapes, type));
  });

  test.each(listable)("is refused for $title where blocks are lists of blocks", ({ changes, why }) => {
    const said = saidOf(allInLists(changed(goodStack(), ...changes)), { bases: [listedBase()] });
    const [words = ""] = why.split(/, and (?:data|resource)\./);
    expect(said).toContainEqual(expect.stringContaining(` ${words}`));
  });

  test("is admitted in lists as the base branch has it in lists", () => {
    expect(saidOf(allInLists(goodStack()), { bases: [listedBase()] })).toEqual([]);
  });

  test("hears what is wrong, where, and what to do, in one line a finding", () => {
    const said = saidOf(
      changed(goodStack(), [["data", "http", "x\n::add-mask::y"], { url: "https://example.net/\u{202e}" }]),
    );
    expect(said).toEqual([
      'production: data.http."x\\n::add-mask::y": "http" brings a provider that the stack does not ask for. Use the providers that the stack asks for: terraform, aws, helm, kubernetes.',
      'production: data.http."x\\n::add-mask::y": {"url":"https://example.net/\\u202e"} is a data source that the base branch does not have, not like this. Merge what makes it in a pull request of its own, or have somebody who has read the change plan it themselves.',
    ]);
  });
});

describe("a provider of a lock file", () => {
  const locked = ["aws", "helm", "kubernetes"].map((name) => `registry.terraform.io/hashicorp/${name}`);

  test("is admitted in another version, which the lock file decides", () => {
    const other = changed(goodStack(), [["terraform", "required_providers", "aws", "version"], "~> 6.26"]);
    expect(saidOf(other, { locked })).toEqual([]);
  });

  test("is refused when the lock file does not have it", () => {
    expect(saidOf(goodStack(), { locked: locked.slice(0, 2) })).toEqual([
      'production: terraform.required_providers.kubernetes: {"source":"kubernetes","version":"~> 2.38"} is not in the stack\'s lock file of the base branch. Merge what makes it in a pull request of its own, or have somebody who has read the change plan it themselves.',
    ]);
  });
});

describe("a stack that the change brings", () => {
  test("is admitted with what another stack has, and a state of its own", () => {
    expect(saidOf(goodStack("production-vault"), { name: "production-vault" })).toEqual([]);
  });

  test("is refused with the state of another", () => {
    expect(saidOf(goodStack("production"), { name: "production-vault" })).toEqual([
      expect.stringContaining("production-vault: terraform.backend.s3: "),
    ]);
  });

  test("is refused with the state of another, under a name that ends like it", () => {
    const key = ["terraform", "backend", "s3", "key"];
    const thief = changed(goodStack("production"), [key, "example/production/terraform.tfstate"]);
    expect(saidOf(thief, { name: "x", bases: [base(), base("x-production")] })).toHaveLength(1);
  });

  test("is refused with a provider that nobody has", () => {
    const other = changed(goodStack("vault"), [["provider", "aws", 0, "region"], "eu-west-1"]);
    expect(saidOf(other, { name: "vault" })).toEqual([
      expect.stringContaining("is not how the base branch configures"),
    ]);
  });
});

describe("whatever else a stack has", () => {
  const text = fc.string({ maxLength: 12 }).map((value) => value.replace(/[$%]/g, ""));
  const value = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      text,
      fc.integer(),
      fc.boolean(),
      fc.array(tie("value"), { maxLength: 3 }),
      attributes(tie("value")),
    ),
  })).value;
  const resource = attributes(value);

  test("a resource with any arguments is admitted", () => {
    fc.assert(
      fc.property(resource, (body) => {
        expect(saidOf(changed(goodStack(), [["resource", "aws_thing", "x"], body]))).toEqual([]);
      }),
    );
  });

  test("something hostile is refused beside it", () => {
    fc.assert(
      fc.property(resource, fc.constantFrom(...hostile), (body, { changes, why }) => {
        const json = changed(goodStack(), [["resource", "aws_thing", "x"], body], ...changes);
        expect(saidOf(json)).toContainEqual(expect.stringContaining(why));
      }),
    );
  });

  test("a function that reads is found at any depth, in values and in keys", () => {
    const place = fc.array(fc.constantFrom("a", "b", 0), { minLength: 1, maxLength: 6 });
    const name = fc
      .stringMatching(/^[a-z][a-z0-9_]{0,12}$/)
      .filter((word) => !FUNCTIONS.has(word) && !TELLING.has(word) && !["in", "if"].includes(word));
    fc.assert(
      fc.property(place, name, fc.boolean(), text, (path, called, inKey, around) => {
        const expression = `${around}\${ ${called}("x") }${around}`;
        const body = path.reduceRight<unknown>(
          (inner, key) => (typeof key === "number" ? [inner] : { [key]: inner }),
          inKey ? { [expression]: 1 } : expression,
        );
        expect(saidOf(changed(goodStack(), [["locals", "place"], body]))).toEqual([
          expect.stringContaining(` calls ${called}(), which may read more than what it is given. `),
        ]);
      }),
    );
  });

  function attributes(inner: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> {
    return fc.dictionary(
      fc.stringMatching(/^[a-z]{2,8}$/).map((key) => `x_${key}`),
      inner,
      { maxKeys: 4 },
    );
  }
});

function listedBase(): ReturnType<typeof base> {
  return { name: "production", json: allInLists(goodStack()) };
}
