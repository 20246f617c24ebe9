import fc from "fast-check";
import { addressCollisions, terraformName } from "../../stacks/addresses";

describe("terraformName", () => {
  test.each([
    [["network", "private", "a"], "network_private_a"],
    [["network", "Resource"], "network"],
    [["network", "Default", "subnet"], "network_subnet"],
    [["Resource"], "Resource"],
    [["cross-stack-output-aws_vpc.network.id"], "cross-stack-output-aws_vpc_network_id"],
    [["k3s", "rollout_server-1"], "k3s_rollout_server-1"],
    [["zürich", "größe 1"], "z_rich_gr__e_1"],
    [["_private"], "_private"],
  ])("of %j is %s", (ids, name) => {
    expect(terraformName(ids, "test")).toBe(name);
  });

  test.each(["1st", "-first", "9"])("refuses %s, which Terraform would", (id) => {
    expect(() => terraformName([id, "subnet"], `staging/${id}/subnet`)).toThrow(
      `staging/${id}/subnet: "${id}_subnet" can't be a name in Terraform, which begins with a letter or "_". Give the outermost construct an id that begins with a letter.`,
    );
  });

  test("is always a name that Terraform takes, or an error", () => {
    const ids = fc.array(fc.string({ minLength: 1, unit: "binary" }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(ids, (path) => {
        try {
          expect(terraformName(path, "test")).toMatch(/^[A-Za-z_][A-Za-z0-9_-]*$/);
        } catch (error) {
          expect(String(error)).toMatch(/can't be a name in Terraform|begins with/);
        }
      }),
    );
  });
});

describe("addressCollisions", () => {
  test("names both constructs", () => {
    const messages = addressCollisions([
      { address: "aws_subnet.a_b", path: "staging/a/b" },
      { address: "aws_vpc.a_b", path: "staging/a_b" },
      { address: "aws_subnet.a_b", path: "staging/a_b/Resource" },
    ]);
    expect(messages).toEqual([
      "aws_subnet.a_b is the address of both staging/a/b and staging/a_b/Resource. Give one of them another id.",
    ]);
  });
});
