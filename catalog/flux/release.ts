import type { Chart } from "../../constructs/gitops/bootstrap";
import * as flux from "../../constructs/gitops/flux-objects";
import type { Values } from "../../constructs/gitops/values";
import type { IgnoredDifference } from "../component";
import type { KubernetesObject } from "../kubernetes";
import { ignoredDrift } from "./drift";

/** A chart and how Flux is to install it. */
export interface ReleaseProps {
  /** Of the Helm release, and of the objects that describe it. */
  readonly name: string;
  /** Where those objects live. */
  readonly namespace: string;
  /** Where the chart's objects live. */
  readonly targetNamespace: string;
  /** Account in `namespace` by which Helm acts. */
  readonly account: string;
  readonly chart: Chart;
  readonly values: Values;
  readonly ignoreDifferences?: readonly IgnoredDifference[];
  /** Whether Helm waits until what it installed is up. @default true */
  readonly wait?: boolean;
}

/** How long Helm waits for what it installed: images may have a slow line to come by. */
const TIMEOUT = "10m";

/** Where the chart comes from: its own object each, so that one repository that fails holds nobody else up. */
export function chartSource({ name, namespace, chart }: ReleaseProps): KubernetesObject {
  const metadata = { name, namespace };
  if (!isOci(chart)) {
    const spec = { interval: "1h", url: chart.repository };
    return { apiVersion: "source.toolkit.fluxcd.io/v1", kind: "HelmRepository", metadata, spec };
  }
  return {
    apiVersion: "source.toolkit.fluxcd.io/v1",
    kind: "OCIRepository",
    metadata,
    spec: {
      interval: "1h",
      url: `${chart.repository.replace(/\/$/, "")}/${chart.name}`,
      // Tags may not hold a plus, and Helm pushes a version with one under this name.
      ref: { tag: chart.version.replaceAll("+", "_") },
      layerSelector: { mediaType: "application/vnd.cncf.helm.chart.content.v1.tar+gzip", operation: "copy" },
    },
  };
}

/** The release, which heals drift, brings new definitions with a new chart, and never gives up nor takes anything away. */
export function helmRelease(props: ReleaseProps): KubernetesObject {
  const { name, namespace, targetNamespace, account, chart, values, ignoreDifferences = [], wait = true } = props;
  const action: Values = {
    crds: "CreateReplace",
    ...(wait ? {} : { disableWait: true }),
    strategy: { name: "RetryOnFailure", retryInterval: flux.RETRY_INTERVAL },
  };
  return {
    apiVersion: "helm.toolkit.fluxcd.io/v2",
    kind: "HelmRelease",
    metadata: { name, namespace },
    spec: {
      interval: flux.DRIFT_INTERVAL,
      timeout: TIMEOUT,
      releaseName: name,
      targetNamespace,
      storageNamespace: targetNamespace,
      serviceAccountName: account,
      ...chartReference(name, chart),
      install: action,
      upgrade: action,
      driftDetection: {
        mode: "enabled",
        ...(ignoreDifferences.length > 0 ? { ignore: ignoreDifferences.map(ignoredDrift) } : {}),
      },
      ...(Object.keys(values).length > 0 ? { values } : {}),
    },
  };
}

function chartReference(source: string, chart: Chart): Values {
  if (isOci(chart)) return { chartRef: { kind: "OCIRepository", name: source } };
  const sourceRef = { kind: "HelmRepository", name: source };
  return { chart: { spec: { chart: chart.name, version: chart.version, interval: "1h", sourceRef } } };
}

function isOci({ repository }: Chart): boolean {
  return repository.startsWith("oci://");
}
