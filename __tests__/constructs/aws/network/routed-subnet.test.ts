import { TerraformOutput, TerraformStack } from "cdktf";
import { synthesize } from "../../../helpers/synthesize";
import { network } from "./example";

describe("RoutedSubnet", () => {
  test("is known by an id that brings its routes with it, in every kind of subnet", () => {
    const vpc = network({ podCidr: "100.64.0.0/16" });
    const { privateSubnetIds, publicSubnetIds, intraSubnetIds, podSubnetIds } = vpc;
    const stack = TerraformStack.of(vpc);
    const value = { private: privateSubnetIds, public: publicSubnetIds, intra: intraSubnetIds, pods: podSubnetIds };
    new TerraformOutput(stack, "ids", { value });
    const ids = (kind: string): Record<string, string> => ({
      a: `\${aws_route_table_association.network_${kind}_a_association.subnet_id}`,
      b: `\${aws_route_table_association.network_${kind}_b_association.subnet_id}`,
    });
    expect(synthesize(stack).outputs["ids"]?.["value"]).toEqual({
      private: ids("private"),
      public: ids("public"),
      intra: ids("intra"),
      pods: ids("pods"),
    });
  });
});
