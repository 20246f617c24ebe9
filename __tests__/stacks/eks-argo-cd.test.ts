import { formatProblems } from "../../config";
import { policyMessages } from "../../policies";
import { makeStacks } from "../../stacks";
import { loadPlatform } from "../../stacks/load-platform";
import { neededSecrets } from "../../stacks/variables";
import { eks, inRepository } from "../config/files";
import { organization, platformOf } from "../helpers/environments";
import { CLUSTER_ARN, GROUP, INSTANCE, managedEnvironment, USER } from "../helpers/managed-argo-cd";
import type { StackView } from "../helpers/stack-view";
import { synthesizeApp } from "../helpers/synthesize";

const platform = platformOf(managedEnvironment());
const views = synthesizeApp((app) => {
  makeStacks(app, platform);
});

function view(name: string): StackView {
  const found = views[name];
  if (found === undefined) throw new Error(`There is no stack ${name}.`);
  return found;
}

describe("an environment whose Argo CD AWS runs", () => {
  test("needs no version of a component of Argo CD", () => {
    const yaml = eks({ components: "{}" }, { managedArgoCd: `{ identityCenter: { instance: "${INSTANCE}" } }` });
    inRepository({ "environments/production.yaml": yaml }, (root) => {
      const result = loadPlatform(root);
      expect(result.ok ? "" : formatProblems(result.problems)).toBe("");
    });
  });

  test("has it in the cluster's stack, which needs no access to the API, with who gets in as the file says", () => {
    const production = view("production");
    expect(production.providers("kubernetes")).toEqual([]);
    production.resource("aws_eks_capability", {
      cluster_name: "${aws_eks_cluster.cluster.name}",
      configuration: [
        {
          argo_cd: [
            {
              namespace: "argocd",
              aws_idc: [{ idc_instance_arn: INSTANCE, idc_region: "eu-west-1" }],
              network_access: [{ vpce_ids: ["vpce-0a1b2c3d"] }],
              rbac_role_mapping: [
                { role: "ADMIN", identity: [{ id: GROUP, type: "SSO_GROUP" }] },
                { role: "VIEWER", identity: [{ id: USER, type: "SSO_USER" }] },
              ],
            },
          ],
        },
      ],
    });
  });

  test("tells it in the bootstrap what to follow, and installs nothing", () => {
    const bootstrap = view("production-bootstrap");
    expect(bootstrap.addresses).toEqual(
      expect.arrayContaining(["helm_release.argo_cd_root", "kubernetes_secret_v1.argo_cd_cluster"]),
    );
    expect(bootstrap.resources()).toHaveLength(2);
    bootstrap.resource("kubernetes_secret_v1", { data: { server: CLUSTER_ARN } });
    expect(bootstrap.dependencies).toEqual(["production"]);
  });

  test("names the cluster in the registry's form as the cluster's stack makes it", () => {
    view("production").resource("aws_eks_cluster", { name: CLUSTER_ARN.replace(/^.*\//, "") });
  });

  test("hands the credential of a private repository over", () => {
    const gitops = { ...managedEnvironment().gitops, credential: "token" } as const;
    const environment = managedEnvironment({ gitops });
    const stacks = synthesizeApp((app) => {
      makeStacks(app, platformOf(environment));
    });
    expect(neededSecrets(environment)).toEqual(["repository_token"]);
    stacks["production-bootstrap"]?.resource("kubernetes_secret_v1", {
      metadata: { name: "platform-repository" },
      data_wo: { password: expect.stringContaining("trimspace(var.") },
    });
  });

  test("keeps every policy", () => {
    const stacks = Object.values(views).map(({ stack }) => stack);
    expect(policyMessages({ ...platform, organization }, stacks)).toEqual([]);
  });
});
