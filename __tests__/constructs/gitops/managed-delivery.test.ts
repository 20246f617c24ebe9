import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { parse } from "yaml";
import { followed, type FollowedProps } from "../../../constructs/gitops/bootstrap";
import { ManagedDelivery } from "../../../constructs/gitops/managed-delivery";
import { synthesize, testStack } from "../../helpers/synthesize";
import type { StackView } from "../../helpers/stack-view";

const ARN = "arn:aws:eks:eu-central-1:111122223333:cluster/example-production";
const PROPS: FollowedProps = {
  environment: "production",
  repository: "example/platform",
  revision: "main",
  clusterArn: ARN,
};

function delivered(change: Partial<FollowedProps> = {}, credential?: string): StackView {
  const stack = testStack();
  new HelmProvider(stack, "helm", {});
  new KubernetesProvider(stack, "kubernetes", {});
  new ManagedDelivery(stack, "argo_cd", {
    followed: followed({ ...PROPS, ...change }),
    ...(credential === undefined ? {} : { credential }),
  });
  return synthesize(stack);
}

const PRIVATE = { credential: { kind: "token", variable: "repository_token" } } as const;

describe("ManagedDelivery", () => {
  test("makes the root Application and its project for the cluster by its ARN, and the namespace where there is none", () => {
    const { properties } = delivered().resource("helm_release");
    expect(properties).toMatchObject({ name: "argo-cd-root", chart: "argocd-apps", create_namespace: true });
    const values: unknown = parse(String(Reflect.get(Object(properties["values"]), 0)));
    expect(values).toMatchObject({
      projects: {
        platform: { sourceNamespaces: ["argocd"], destinations: [{ server: ARN, namespace: "*" }] },
      },
      applications: { root: { destination: { server: ARN, namespace: "argocd" } } },
    });
  });

  test("registers the cluster, which AWS's Argo CD doesn't know by itself", () => {
    delivered().resource("kubernetes_secret_v1", {
      metadata: {
        name: "in-cluster",
        namespace: "argocd",
        labels: { "argocd.argoproj.io/secret-type": "cluster" },
      },
      data: { name: "in-cluster", server: ARN, project: "platform" },
      depends_on: ["helm_release.argo_cd_root"],
    });
  });

  test("brings no Argo CD, and lets go of what it made", () => {
    const made = delivered(PRIVATE, "var.repository_token").resources();
    expect(made.map(({ address }) => address).sort()).toEqual([
      "helm_release.argo_cd_root",
      "kubernetes_secret_v1.argo_cd_cluster",
      "kubernetes_secret_v1.argo_cd_repository",
    ]);
    for (const { properties } of made) expect(properties).toMatchObject({ lifecycle: { ignore_changes: "all" } });
  });

  test("brings a private repository's credential by an argument that no state keeps", () => {
    const { properties } = delivered(PRIVATE, "var.repository_token").resource("kubernetes_secret_v1", {
      metadata: { name: "platform-repository" },
    });
    expect(properties).toMatchObject({ data_wo: { password: "${trimspace(var.repository_token)}" } });
    expect(properties).not.toHaveProperty("data");
  });

  test("refuses a cluster whose ARN is not known", () => {
    const stack = testStack();
    const { clusterArn: _, ...rest } = PROPS;
    expect(() => new ManagedDelivery(stack, "argo_cd", { followed: followed(rest) })).toThrow(
      "test/argo_cd: Argo CD that AWS runs knows clusters by their ARNs, and there is none.",
    );
  });
});
