import { addressOf, differingParts, partsOf } from "../../../cli/affected/parts";

const addresses = (base: object, head: object): readonly string[] =>
  differingParts({ ...base }, { ...head }).map(addressOf);

describe("the parts of a stack", () => {
  test("are its blocks and settings, by the names that Terraform gives them", () => {
    const json = {
      terraform: { backend: { local: {} }, required_version: ">= 1.11.0" },
      provider: { aws: [{ region: "eu-central-1" }] },
      resource: { aws_vpc: { network: {}, other: {} } },
      data: { aws_region: { here: {} } },
      variable: { token: {} },
      locals: { script: "echo" },
      output: { vpc: {} },
      moved: [{ from: "a.b", to: "a.c" }],
    };
    expect(partsOf(json).map(addressOf)).toEqual([
      "terraform.backend",
      "terraform.required_version",
      "provider.aws",
      "aws_vpc.network",
      "aws_vpc.other",
      "data.aws_region.here",
      "var.token",
      "local.script",
      "output.vpc",
      "moved",
    ]);
  });

  test("differ where something was added, changed or taken away", () => {
    const base = { resource: { aws_vpc: { a: { cidr: "10.0.0.0/16" }, b: {}, c: {} } } };
    const head = { resource: { aws_vpc: { d: {}, c: {}, a: { cidr: "10.1.0.0/16" } } } };
    expect(addresses(base, head)).toEqual(["aws_vpc.d", "aws_vpc.a", "aws_vpc.b"]);
  });

  test("don't differ by what cdktf notes about itself and its constructs", () => {
    const noted = (version: string, path: string): object => ({
      "//": { metadata: { version } },
      resource: { aws_vpc: { network: { "//": { metadata: { path } }, cidr: "10.0.0.0/16" } } },
      output: { vpc: { "//": { metadata: { path } }, value: 1 } },
    });
    expect(addresses(noted("0.21.0", "a/network"), noted("0.22.0", "b/network"))).toEqual([]);
  });

  test("differ by the same key where it is a value of people's own", () => {
    expect(addresses({ locals: { map: { "//": 1 } } }, { locals: { map: { "//": 2 } } })).toEqual(["local.map"]);
    const tagged = (tag: string): object => ({ resource: { aws_vpc: { network: { tags: { "//": tag } } } } });
    expect(addresses(tagged("a"), tagged("b"))).toEqual(["aws_vpc.network"]);
  });

  test("differ by the order of provisioners, and not by the order of keys in a policy", () => {
    const machine = (...commands: readonly string[]): object => ({
      resource: {
        terraform_data: { machine: { provisioner: commands.map((command) => ({ "local-exec": { command } })) } },
      },
    });
    expect(addresses(machine("first", "second"), machine("second", "first"))).toEqual(["terraform_data.machine"]);
    const policy = (text: string): object => ({ resource: { aws_iam_policy: { read: { policy: text } } } });
    expect(addresses(policy('{"Version":"1","Statement":[]}'), policy('{ "Statement": [], "Version": "1" }'))).toEqual(
      [],
    );
  });

  test("are kept apart where their addresses are the same", () => {
    const base = { resource: { "a.b": { c: { x: 1 } }, a: { "b.c": { x: 2 } } } };
    const head = { resource: { "a.b": { c: { x: 2 } }, a: { "b.c": { x: 2 } } } };
    expect(addresses(base, head)).toEqual(["a.b.c"]);
  });
});
