import { HELM_ACCOUNT } from "../../constructs/gitops/flux-objects";
import type { Installation } from "../installation";
import { chartSource, helmRelease, type ReleaseProps } from "./release";
import type { Unit } from "./unit";

/** A component as Flux brings it: its chart as a release, its objects beside it. */
export function componentUnit(installation: Installation, namespace: string): Unit {
  const { name, component, chart, values, manifests, dependsOn } = installation;
  const props: ReleaseProps | undefined = chart && {
    name,
    namespace,
    targetNamespace: installation.namespace,
    account: HELM_ACCOUNT,
    chart,
    values,
    ignoreDifferences: component.ignoreDifferences,
    // Flux can't wait for itself: the upgrade ends the one that waits.
    wait: component.engine !== "flux",
  };
  return {
    name,
    dependsOn,
    files: {
      source: props === undefined ? [] : [chartSource(props)],
      release: props === undefined ? [] : [helmRelease(props)],
      objects: manifests,
    },
    health: component.health,
    keep: component.keep,
  };
}
