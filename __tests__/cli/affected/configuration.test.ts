import { configurationPlan } from "../../../cli/affected/configuration";
import { losses } from "../../../cli/plan/counts";
import type { StackPlan } from "../../../cli/plan/model";
import { SynthesizedStack } from "../../../stacks/synthesized-stack";

function stack(json: object): SynthesizedStack {
  return new SynthesizedStack("production", JSON.stringify(json));
}

function between(base: object, head: object, protectedAddresses?: readonly string[]): StackPlan {
  return configurationPlan(stack(base), stack(head), protectedAddresses);
}

const actions = ({ resources }: StackPlan): readonly string[] =>
  resources.map(({ action, address, previousAddress }) => [action, address, previousAddress].filter(Boolean).join(" "));

describe("the difference of two configurations, as a plan", () => {
  test("has what is created, updated and deleted, what could hurt first, and counts the rest", () => {
    const plan = between(
      {
        resource: { aws_vpc: { same: {}, gone: {}, other: { cidr: "10.0.0.0/16" } } },
        data: { aws_region: { here: {} } },
      },
      {
        resource: { aws_vpc: { other: { cidr: "10.1.0.0/16" }, same: {}, new: {} } },
        data: { aws_region: { here: {} } },
      },
    );
    expect(actions(plan)).toEqual(["delete aws_vpc.gone", "update aws_vpc.other", "create aws_vpc.new"]);
    expect(plan.resources[1]?.attributes).toEqual([
      {
        path: ["cidr"],
        before: { kind: "value", value: "10.0.0.0/16" },
        after: { kind: "value", value: "10.1.0.0/16" },
      },
    ]);
    expect(plan).toMatchObject({ unchanged: 2, complete: true, drift: [], checks: [], deferred: [] });
  });

  test("says which construct made a block, and what holds data", () => {
    const block = { "//": { metadata: { path: "production/key/Resource" } } };
    const plan = between({ resource: { aws_kms_key: { key: block }, terraform_data: { machine: {} } } }, {}, [
      "terraform_data.machine",
    ]);
    expect(plan.resources).toEqual([
      {
        address: "aws_kms_key.key",
        type: "aws_kms_key",
        mode: "managed",
        action: "delete",
        holdsData: true,
        construct: "production/key/Resource",
        attributes: [],
      },
      expect.objectContaining({ address: "terraform_data.machine", holdsData: true }),
    ]);
  });

  test("takes settings for updated things of a type that names them, also those that come or go", () => {
    const plan = between(
      {
        terraform: { required_providers: { aws: { version: "6.1.0" } } },
        variable: { token: { sensitive: true } },
      },
      {
        terraform: { required_providers: { aws: { version: "6.2.0" } }, backend: { s3: { bucket: "b" } } },
        provider: { aws: [{ region: "eu-central-1" }] },
        locals: { script: "echo" },
      },
    );
    expect(plan.resources.map(({ action, type, address }) => [action, type, address])).toEqual([
      ["update", "locals", "local.script"],
      ["update", "provider", "provider.aws"],
      ["update", "terraform", "terraform.backend"],
      ["update", "terraform", "terraform.required_providers"],
      ["update", "variable", "var.token"],
    ]);
    expect(plan.resources.at(-1)?.attributes).toEqual([
      { path: ["sensitive"], before: { kind: "value", value: true } },
    ]);
  });

  test("never counts a data source as lost, whatever becomes of it", () => {
    const plan = between({ data: { aws_region: { here: { name: "a" } } } }, { data: { aws_ami: { image: {} } } });
    expect(actions(plan)).toEqual(["read data.aws_ami.image", "read data.aws_region.here"]);
    expect(plan.resources.map(({ mode, type }) => [mode, type])).toEqual([
      ["data", "aws_ami"],
      ["data", "aws_region"],
    ]);
    expect(losses(plan)).toEqual([]);
  });

  test("follows moves, with and without a change, and no move from or to where nothing is", () => {
    const base = { resource: { aws_vpc: { a: { cidr: "1" }, b: { cidr: "1" }, c: {} } } };
    const head = {
      resource: { aws_vpc: { x: { cidr: "1" }, y: { cidr: "2" }, z: {} } },
      moved: [
        { from: "aws_vpc.a", to: "aws_vpc.x" },
        { from: "aws_vpc.b", to: "aws_vpc.y" },
        { from: "aws_vpc.nowhere", to: "aws_vpc.z" },
        { from: "aws_vpc.c", to: "aws_vpc.elsewhere" },
      ],
    };
    expect(actions(between(base, head))).toEqual([
      "delete aws_vpc.c",
      "update aws_vpc.y aws_vpc.b",
      "update moved",
      "create aws_vpc.z",
      "none aws_vpc.x aws_vpc.a",
    ]);
  });

  test("tells what is forgotten and imported from what is deleted and created", () => {
    const base = { resource: { aws_vpc: { a: {}, b: {} } } };
    const head = {
      resource: { aws_vpc: { c: {}, d: {} } },
      removed: [
        { from: "aws_vpc.a", lifecycle: { destroy: false } },
        { from: "aws_vpc.b", lifecycle: { destroy: true } },
      ],
      import: [{ to: "aws_vpc.c", id: "vpc-1" }],
    };
    const plan = between(base, head);
    expect(actions(plan)).toEqual([
      "delete aws_vpc.b",
      "forget aws_vpc.a",
      "update import",
      "update removed",
      "create aws_vpc.d",
      "none aws_vpc.c",
    ]);
    expect(plan.resources.at(-1)?.importing).toEqual({ id: "vpc-1" });
  });

  test("has outputs apart", () => {
    const plan = between(
      { output: { a: { value: 1 }, b: { value: 1 } } },
      { output: { b: { value: 2 }, c: { value: 1 } } },
    );
    expect(plan.resources).toEqual([]);
    expect(plan.outputs.map(({ name, action }) => `${action} ${name}`)).toEqual(["update b", "create c", "delete a"]);
    expect(plan.outputs[0]?.attributes).toMatchObject([{ path: ["value"] }]);
  });

  test("creates all of a new stack, its settings and what it reads as well, and imports what it takes over", () => {
    const plan = configurationPlan(
      undefined,
      stack({
        terraform: { backend: { s3: { bucket: "b" } } },
        variable: { token: { sensitive: true } },
        data: { aws_region: { here: {} } },
        resource: { aws_vpc: { a: {}, b: {} } },
        import: [{ to: "aws_vpc.b", id: "vpc-1" }],
        output: { vpc: { value: 1 } },
      }),
    );
    expect(actions(plan)).toEqual([
      "create aws_vpc.a",
      "create data.aws_region.here",
      "create import",
      "create terraform.backend",
      "create var.token",
      "none aws_vpc.b",
    ]);
    expect(plan).toMatchObject({ outputs: [{ action: "create" }], unchanged: 0 });
  });

  test("is empty where nothing differs by meaning", () => {
    const json = (policy: string): object => ({ resource: { aws_iam_policy: { p: { policy } } } });
    expect(between(json('{"a":1,"b":2}'), json('{ "b": 2, "a": 1 }'))).toMatchObject({ resources: [], unchanged: 1 });
  });
});
