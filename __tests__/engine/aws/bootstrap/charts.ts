import { argoCd } from "../../../../catalog/components/argo-cd";
import { ROOT_CHART } from "../../../../constructs/gitops/root-chart";
import type { StandInChart } from "../../gitops/packed-chart";
import { production } from "./stack";

/** Makes objects of values as the real chart does: each entry's name, namespace and annotations, and the rest as its spec. */
const objects = (kind: string, entries: string): string => `{{- range $name, $one := .Values.${entries} }}
---
apiVersion: argoproj.io/v1alpha1
kind: ${kind}
metadata:
  name: {{ $name }}
  namespace: {{ $one.namespace }}
  annotations: {{ toJson $one.additionalAnnotations }}
spec: {{ omit $one "namespace" "additionalAnnotations" | toJson }}
{{- end }}
`;

/** Charts that stand in for Argo CD's own and for the one that makes its root Application. */
export const BOOTSTRAP_CHARTS: readonly StandInChart[] = [
  {
    repository: argoCd.chart?.repository ?? "",
    name: "argo-cd",
    version: production.components["argo-cd"]?.version ?? "",
  },
  {
    ...ROOT_CHART,
    templates: {
      "projects.yaml": objects("AppProject", "projects"),
      "applications.yaml": objects("Application", "applications"),
    },
  },
];
