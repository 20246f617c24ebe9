import { resolve } from "node:path";
import { inventoryOf } from "../../../catalog/inventory";
import type { Installation } from "../../../catalog/installation";
import { loadPlatform } from "../../../stacks/load-platform";
import { formatProblems } from "../../../config";

/** Who brings the kinds of a group. Groups without a dot, and Kubernetes' own, are always there. */
const DEFINED_BY: Readonly<Record<string, string>> = {
  "cert-manager.io": "cert-manager",
  "cert-manager.k8s.cloudflare.com": "origin-ca-issuer",
  "external-secrets.io": "external-secrets",
  "gateway.envoyproxy.io": "gateway-crds",
  "gateway.networking.k8s.io": "gateway-crds",
  "kyverno.io": "kyverno",
  "monitoring.coreos.com": "prometheus-crds",
  "policies.kyverno.io": "kyverno",
  "velero.io": "velero",
};
const OWN = /^[^.]*$|^(networking|rbac\.authorization|storage|policy|admissionregistration)\.k8s\.io$/;

const result = loadPlatform(resolve(__dirname, "../../.."));
if (!result.ok) throw new Error(formatProblems(result.problems));
const { environments, organization } = result.platform;

// Flux tries all objects of a Kustomization before it applies the first: a kind that only its own chart defines would
// never come.
test.each(environments.map((environment) => [environment.name, environment] as const))(
  "every object of a component in %s is of a kind that is there before the component",
  (_name, environment) => {
    const { installations } = inventoryOf(environment, organization);
    for (const installation of installations) {
      const before = allBefore(installation, installations);
      for (const { apiVersion, kind } of installation.manifests) {
        const group = apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
        if (OWN.test(group)) continue;
        const definer = DEFINED_BY[group] ?? `nobody knows who defines ${group}`;
        expect([installation.name, kind, [...before]]).toEqual([
          installation.name,
          kind,
          expect.arrayContaining([definer]),
        ]);
      }
    }
  },
);

function allBefore({ dependsOn }: Installation, all: readonly Installation[]): ReadonlySet<string> {
  const found = new Set(dependsOn);
  for (const name of found) for (const other of all.find((one) => one.name === name)?.dependsOn ?? []) found.add(other);
  return found;
}
