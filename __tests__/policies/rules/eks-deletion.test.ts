import { eksDeletion } from "../../../policies/rules/eks-deletion";
import { subject } from "../../helpers/subjects";

function check(properties: object) {
  return eksDeletion.check(subject({ resource: { aws_eks_cluster: { main: properties } } }));
}

describe("EKS-06", () => {
  test("lets a protected cluster pass", () => {
    expect(check({ deletion_protection: true })).toEqual([]);
  });

  test.each([
    [{ deletion_protection: false }, "deletion_protection is false."],
    [{}, "deletion_protection is not set."],
  ])("finds %j", (properties, found) => {
    expect(check(properties)).toEqual([{ address: "aws_eks_cluster.main", found }]);
  });
});
