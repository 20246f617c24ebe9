import { eksAccess } from "../../../policies/rules/eks-access";
import { subject } from "../../helpers/subjects";

function check(properties: object) {
  return eksAccess.check(subject({ resource: { aws_eks_cluster: { main: properties } } }));
}

const good = { authentication_mode: "API", bootstrap_cluster_creator_admin_permissions: false };

describe("EKS-05", () => {
  test("lets access by entries alone pass", () => {
    expect(check({ access_config: good })).toEqual([]);
    expect(check({ access_config: [good] })).toEqual([]);
  });

  test.each([
    [{ authentication_mode: "API_AND_CONFIG_MAP" }, 'authentication_mode is "API_AND_CONFIG_MAP".'],
    [{ authentication_mode: null }, "authentication_mode is not set."],
    [{ bootstrap_cluster_creator_admin_permissions: true }, "bootstrap_cluster_creator_admin_permissions is true."],
    [{ bootstrap_cluster_creator_admin_permissions: null }, "bootstrap_cluster_creator_admin_permissions is not set."],
  ])("finds %j", (change, found) => {
    expect(check({ access_config: { ...good, ...change } })).toEqual([{ address: "aws_eks_cluster.main", found }]);
  });

  test("finds both where nothing is said", () => {
    expect(check({}).map(({ found }) => found)).toEqual([
      "authentication_mode is not set.",
      "bootstrap_cluster_creator_admin_permissions is not set.",
    ]);
  });
});
