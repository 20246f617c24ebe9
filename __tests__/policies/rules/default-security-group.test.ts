import { defaultSecurityGroup } from "../../../policies/rules/default-security-group";
import { subject } from "../../helpers/subjects";

const group = { vpc_id: "${aws_vpc.main.id}" };

function check(resources: object) {
  const resource = { aws_vpc: { main: {} }, aws_default_security_group: { closed: group }, ...resources };
  return defaultSecurityGroup.check(subject({ resource }));
}

describe("VPC-02", () => {
  test("lets a group that was taken over without rules pass, and rules of other groups", () => {
    const rule = { security_group_id: "${aws_security_group.nodes.id}" };
    expect(check({ aws_vpc_security_group_ingress_rule: { a: rule } })).toEqual([]);
    expect(check({ aws_default_security_group: { closed: { ...group, ingress: [], egress: [] } } })).toEqual([]);
  });

  test.each([
    ["no group", {}],
    ["the group of another network", { closed: { vpc_id: "${aws_vpc.other.id}" } }],
  ])("finds %s", (_, groups) => {
    expect(check({ aws_default_security_group: groups })).toEqual([
      { address: "aws_vpc.main", found: "no aws_default_security_group of the stack has its vpc_id." },
    ]);
  });

  test.each(["ingress", "egress"])("finds %s of its own", (name) => {
    const groups = { closed: { ...group, [name]: [{ protocol: "-1", self: true }] } };
    expect(check({ aws_default_security_group: groups })).toEqual([
      { address: "aws_default_security_group.closed", found: `has ${name}.` },
    ]);
  });

  test.each(["aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"])(
    "finds an %s that is added",
    (type) => {
      const rule = { security_group_id: "${aws_default_security_group.closed.id}" };
      expect(check({ [type]: { a: rule } })).toEqual([
        { address: `${type}.a`, found: "adds a rule to aws_default_security_group.closed." },
      ]);
    },
  );
});
