import { Role } from "../../../../constructs/aws/identity/role";
import { policyDocument } from "../../../../constructs/aws/policy-document";
import { synthesize } from "../../../helpers/synthesize";
import { awsStack, policyOf } from "../data/example";

const trust = { sid: "Trust", principals: { Service: ["ec2.amazonaws.com"] }, actions: ["sts:AssumeRole"] };
const read = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::example/*"] };

function view(over = {}) {
  const stack = awsStack();
  new Role(stack, "role", { name: "example", description: "An example", trust, statements: [read], ...over });
  return synthesize(stack);
}

describe("Role", () => {
  test("makes a role with one policy of its own", () => {
    const role = view().resource("aws_iam_role");
    expect(role.properties).toMatchObject({ name: "example", description: "An example", max_session_duration: 3600 });
    expect(role.properties).not.toHaveProperty("permissions_boundary");
    expect(policyOf(role, "assume_role_policy")).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Sid: "Trust", Effect: "Allow", Principal: { Service: ["ec2.amazonaws.com"] }, Action: ["sts:AssumeRole"] },
      ],
    });
    const policy = view().resource("aws_iam_role_policy");
    expect(policy.properties).toMatchObject({ role: "${aws_iam_role.role.name}", name: "own" });
    expect(policyOf(policy)).toMatchObject({ Statement: [{ Sid: "Read" }] });
  });

  test("has policies of AWS beside its own, and waits for all of them", () => {
    const stack = awsStack();
    const managedPolicies = ["AmazonSSMManagedInstanceCore", "service-role/AmazonEFSCSIDriverPolicy"];
    const role = new Role(stack, "role", { name: "n", description: "d", trust, statements: [read], managedPolicies });
    expect(role.permissions).toHaveLength(3);
    const attached = synthesize(stack).resources("aws_iam_role_policy_attachment");
    expect(Object.fromEntries(attached.map(({ name, properties }) => [name, properties["policy_arn"]]))).toEqual({
      role_AmazonSSMManagedInstanceCore: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
      role_AmazonEFSCSIDriverPolicy: "arn:aws:iam::aws:policy/service-role/AmazonEFSCSIDriverPolicy",
    });
  });

  test("cuts a name that IAM wouldn't take, so that two long ones still differ", () => {
    const names = ["a", "b"].map(
      (end) => view({ name: "x".repeat(80) + end }).resource("aws_iam_role").properties["name"],
    );
    for (const name of names) expect(String(name)).toHaveLength(64);
    expect(names[0]).not.toBe(names[1]);
  });

  test("is bounded, and lasts, as it is told", () => {
    const over = { permissionsBoundary: "arn:aws:iam::111122223333:policy/bound", maxSessionDuration: 7200 };
    expect(view(over).resource("aws_iam_role").properties).toMatchObject({
      permissions_boundary: "arn:aws:iam::111122223333:policy/bound",
      max_session_duration: 7200,
    });
  });

  test("refuses what IAM would refuse for its length, and says by how much", () => {
    const around = policyDocument([{ ...read, resources: [""] }]).length;
    const policyOfLength = (length: number): object => ({
      statements: [{ ...read, resources: ["x".repeat(length - around)] }],
    });
    expect(() => view(policyOfLength(10241))).toThrow(
      "test/role: the role's policy has 10241 characters, and IAM takes 10240. Say the same in fewer statements, or split the role.",
    );
    expect(() => view(policyOfLength(10240))).not.toThrow();
    const services = {
      ...trust,
      principals: { Service: Array.from({ length: 200 }, (_, i) => `s${String(i)}.example.org`) },
    };
    expect(() => view({ trust: services })).toThrow(
      /^test\/role: the role's trust has \d+ characters, and IAM takes 2048\./,
    );
  });

  test("refuses a role that may nothing", () => {
    expect(() => view({ statements: [] })).toThrow(
      "test/role: a role that may nothing is of no use. Give it statements or policies of AWS.",
    );
  });
});
