import { eksLogs } from "../../../policies/rules/eks-logs";
import { subject } from "../../helpers/subjects";

function check(types: unknown) {
  return eksLogs.check(subject({ resource: { aws_eks_cluster: { main: { enabled_cluster_log_types: types } } } }));
}

const all = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

describe("EKS-03", () => {
  test("lets all five logs pass, in any order", () => {
    expect(check(all)).toEqual([]);
    expect(check([...all].reverse())).toEqual([]);
  });

  test.each(all)("finds that %s is missing", (type) => {
    const found = `enabled_cluster_log_types lacks ${type}.`;
    expect(check(all.filter((other) => other !== type))).toEqual([{ address: "aws_eks_cluster.main", found }]);
  });

  test.each([[null], [[]], ["${var.types}"]])("finds that %j names none", (types) => {
    const found = `enabled_cluster_log_types lacks ${all.join(", ")}.`;
    expect(check(types)).toEqual([{ address: "aws_eks_cluster.main", found }]);
  });
});
