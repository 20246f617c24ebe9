import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { parse } from "yaml";
import { bootstrap, type BootstrapProps } from "../../../constructs/gitops/bootstrap";
import { HelmDelivery } from "../../../constructs/gitops/helm-delivery";
import { synthesize, testStack } from "../../helpers/synthesize";
import type { StackView } from "../../helpers/stack-view";
import { props } from "./example";

function delivered(change: Partial<BootstrapProps> = {}, credential?: string): StackView {
  const stack = testStack();
  new HelmProvider(stack, "helm", {});
  new KubernetesProvider(stack, "kubernetes", {});
  new HelmDelivery(stack, "argo_cd", {
    bootstrap: bootstrap({ ...props, ...change }),
    ...(credential === undefined ? {} : { credential }),
  });
  return synthesize(stack);
}

const PRIVATE = { credential: { kind: "token", variable: "repository_token" } } as const;

describe("HelmDelivery", () => {
  test("installs the engine's chart in its exact version, with the values of the registry", () => {
    const { properties } = delivered().resource("helm_release", { chart: "argo-cd" });
    expect(properties).toMatchObject({
      name: "argo-cd",
      namespace: "argocd",
      repository: props.chart.repository,
      version: props.chart.version,
      depends_on: ["kubernetes_namespace_v1.argo_cd_namespace"],
    });
    expect(parse(String(Reflect.get(Object(properties["values"]), 0)))).toEqual(props.values);
  });

  test("leaves to the chart what looks like a template of Terraform's", () => {
    const view = delivered({ values: { note: "costs ${amount} and %{if}" } });
    const { properties } = view.resource("helm_release", { chart: "argo-cd" });
    expect(properties["values"]).toEqual(["note: costs $${amount} and %%{if}\n"]);
  });

  test("makes the root Application and its project after it, since only then their kinds are there", () => {
    const { properties } = delivered().resource("helm_release", { chart: "argocd-apps" });
    expect(properties).toMatchObject({
      name: "argo-cd-root",
      version: "2.0.5",
      depends_on: ["helm_release.argo_cd_argo_cd"],
    });
    const values: unknown = parse(String(Reflect.get(Object(properties["values"]), 0)));
    expect(values).toMatchObject({ projects: { platform: {} }, applications: { root: { project: "platform" } } });
  });

  test("lets go of everything that it made: nothing in the environment file changes it again", () => {
    const made = delivered(PRIVATE, "var.repository_token").resources();
    expect(made.map(({ type }) => type).sort()).toEqual([
      "helm_release",
      "helm_release",
      "kubernetes_namespace_v1",
      "kubernetes_secret_v1",
    ]);
    for (const { properties } of made) expect(properties).toMatchObject({ lifecycle: { ignore_changes: "all" } });
  });

  test("brings a private repository's credential before the engine, by an argument that no state keeps", () => {
    const view = delivered(PRIVATE, "var.repository_token");
    const { properties } = view.resource("kubernetes_secret_v1");
    expect(properties).toMatchObject({
      metadata: { name: "platform-repository", labels: { "argocd.argoproj.io/secret-type": "repository" } },
      data_wo: {
        type: "git",
        url: "https://github.com/example/platform.git",
        username: "git",
        password: "${trimspace(var.repository_token)}",
      },
      data_wo_revision: 1,
    });
    expect(properties).not.toHaveProperty("data");
    expect(view.resource("helm_release", { chart: "argo-cd" }).properties["depends_on"]).toEqual([
      "kubernetes_namespace_v1.argo_cd_namespace",
      "kubernetes_secret_v1.argo_cd_repository",
    ]);
  });

  test("has no Secret for a public repository", () => {
    expect(delivered().resources("kubernetes_secret_v1")).toEqual([]);
  });

  test("keeps the engine's namespace to the strictest Pod Security Standard", () => {
    expect(delivered().resource("kubernetes_namespace_v1").properties).toMatchObject({
      metadata: { name: "argocd", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
    });
  });

  test("refuses Flux, which has no chart for its root objects", () => {
    const chart = { repository: "https://charts.example.org", name: "flux2", version: "2.18.3" };
    expect(() => delivered({ engine: "flux", chart })).toThrow("test/argo_cd: Flux does not come by Helm releases.");
  });
});
