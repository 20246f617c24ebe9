import type { Values } from "../../../constructs/gitops/values";
import type { Door } from "./doors";
import { HTTP_LISTENER, OPEN_TO_ROUTES } from "./names";

/** Plain HTTP, and a listener for every door. */
export function listeners(doors: readonly Door[]): Values[] {
  return [
    // Only the redirect, and the answers to an authority's challenges, which stand beside the certificate.
    { name: HTTP_LISTENER, port: 80, protocol: "HTTP", allowedRoutes: { namespaces: { from: "Same" } } },
    ...doors.map(({ name, hostname, namespace, certificate }) => ({
      name,
      hostname,
      port: 443,
      protocol: "HTTPS",
      tls: { mode: "Terminate", certificateRefs: [{ group: "", kind: "Secret", name: certificate }] },
      allowedRoutes: {
        namespaces: {
          from: "Selector",
          selector: { matchLabels: namespace === undefined ? OPEN_TO_ROUTES : { [NAMESPACE_NAME]: namespace } },
        },
      },
    })),
  ];
}

/** Kubernetes puts it on every namespace, and nobody can change it. */
const NAMESPACE_NAME = "kubernetes.io/metadata.name";
