import { platformProject, rootApplication } from "./argo-cd-objects";
import type { Bootstrap, Engine, Followed } from "./bootstrap";
import { clusterFactsMap, rootKustomization, rootRepository } from "./flux-objects";
import type { KubernetesObject } from "./kubernetes-object";
import type { Values } from "./values";
import { toYaml } from "./yaml";

/** Namespace of k3s's own objects, where its helm-controller looks for HelmCharts. */
export const HELM_CHART_NAMESPACE = "kube-system";

/** File name of the repository's credential; {@link repositorySecret} gives its content. */
export function credentialFile({ engine }: Followed): string {
  return `${engine}-2-repository.yaml`;
}

/** What waits for the chart's custom resource definitions. */
const ROOT_OBJECTS = {
  argocd: (bootstrap) => [platformProject(bootstrap), rootApplication(bootstrap)],
  flux: (bootstrap) => [clusterFactsMap(bootstrap), rootRepository(bootstrap), rootKustomization(bootstrap)],
} as const satisfies Record<Engine, (bootstrap: Bootstrap) => readonly KubernetesObject[]>;

/**
 * The files for the manifests folder of one k3s server, by name, none of them secret.
 *
 * k3s applies the folder in the order of names and tries a file again, every 15 seconds, until it succeeds. So what
 * waits for the chart's custom resource definitions stands in a file of its own: it fails until they exist, and holds
 * nothing else up. The name up to the first dot is the name of an AddOn object: lower case, no underscore.
 */
export function manifestFiles(bootstrap: Bootstrap): Readonly<Record<string, string>> {
  const { engine } = bootstrap;
  const root = ROOT_OBJECTS[engine](bootstrap);
  return {
    [`${engine}-1-namespace.yaml`]: toYaml(namespace(bootstrap)),
    [`${engine}-3-chart.yaml`]: toYaml(helmChart(bootstrap)),
    [`${engine}-4-root.yaml`]: root.map((object) => toYaml(object)).join("---\n"),
  };
}

/** The strictest Pod Security Standard, said on the engine's namespace because a cluster's default may be laxer. */
export const namespaceLabels = {
  "pod-security.kubernetes.io/enforce": "restricted",
  "pod-security.kubernetes.io/warn": "restricted",
};

/**
 * The namespace comes first so that the credential has a place before the chart is installed.
 */
function namespace(bootstrap: Bootstrap): Values {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name: bootstrap.namespace, labels: namespaceLabels } };
}

/** What makes k3s's helm-controller install the engine's chart, once. */
function helmChart(bootstrap: Bootstrap): Values {
  return {
    apiVersion: "helm.cattle.io/v1",
    kind: "HelmChart",
    metadata: { name: bootstrap.release, namespace: HELM_CHART_NAMESPACE },
    spec: {
      repo: bootstrap.chart.repository,
      chart: bootstrap.chart.name,
      version: bootstrap.chart.version,
      targetNamespace: bootstrap.namespace,
      createNamespace: true,
      // The job runs on a server, in the host's network, before DNS and other nodes are there.
      bootstrap: true,
      // The chart's hook waits for an image to be pulled; Helm's own five minutes are short on a slow line.
      timeout: "15m0s",
      valuesContent: toYaml(bootstrap.values),
    },
  };
}
