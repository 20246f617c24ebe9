import type { Values } from "../../constructs/gitops/values";
import { NO_OPTIONS, component } from "../define";
import type { KubernetesObject } from "../kubernetes";

const NAMESPACE = "flux-system";

/** Flux, itself from the first reconciliation on. */
export const flux = component({
  name: "flux",
  summary: "Brings everything else into the cluster, and itself.",
  group: "delivery",
  chart: { repository: "https://fluxcd-community.github.io/helm-charts", name: "flux2" },
  namespace: NAMESPACE,
  podSecurity: "restricted",
  engine: "flux",
  keep: true,
  after: ["prometheus-crds"],
  options: NO_OPTIONS,
  values: () => values,
  // Not by the chart's values: the bootstrap installs the same chart before the kind is known.
  manifests: ({ has }) => (has("prometheus-crds") ? [podMonitor] : []),
  variants: {
    "image-automation": {
      summary: "Looks for newer images of applications that ask for it, and commits their tags to a branch.",
      values: () => ({
        imageReflectionController: controller,
        imageAutomationController: controller,
      }),
    },
  },
});

/** Each stands once: a second one would only wait for the first one's lease. */
const controller: Values = {
  create: true,
  resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "1Gi" } },
};

const values: Values = {
  // Everything that Flux brings goes with its definition, so it never goes.
  crds: { annotations: { "helm.sh/resource-policy": "keep" } },
  // What names no account has the rights of its namespace's default one, and reads no source of another namespace.
  multitenancy: { enabled: true, defaultServiceAccount: "default", privileged: true },
  policies: { create: true },
  sourceController: controller,
  helmController: controller,
  notificationController: controller,
  kustomizeController: {
    ...controller,
    container: {
      additionalArgs: [
        // A kustomization reads files of its own repository alone.
        "--no-remote-bases=true",
        // Each wait for health holds a place, and the default is four.
        "--concurrent=10",
        "--requeue-dependency=5s",
        // A fact that is missing is an error, and a correction does not wait for what it corrects to time out.
        "--feature-gates=StrictPostBuildSubstitutions=true,CancelHealthCheckOnNewRevision=true",
      ],
    },
  },
  // Parts without a use stay out.
  imageReflectionController: { create: false },
  imageAutomationController: { create: false },
};

/** Labels of the pods; the chart gives them no other that they share. */
const CONTROLLERS = ["helm", "image-automation", "image-reflector", "kustomize", "notification", "source"].map(
  (name) => `${name}-controller`,
);

const podMonitor: KubernetesObject = {
  apiVersion: "monitoring.coreos.com/v1",
  kind: "PodMonitor",
  metadata: { name: "flux", namespace: NAMESPACE },
  spec: {
    selector: { matchExpressions: [{ key: "app", operator: "In", values: CONTROLLERS }] },
    podMetricsEndpoints: [{ port: "http-prom" }],
  },
};
