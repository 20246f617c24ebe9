import { NO_OPTIONS, component } from "../define";
import type { KubernetesObject } from "../kubernetes";
import type { PlacedLink } from "../surroundings";
import { GATEWAY, listenerOf } from "./gateway/names";
import { EVERY_PATH, backendRef, parentRef } from "./gateway/references";

/** The way from the Gateway to every page of the platform. */
export const routes = component({
  name: "routes",
  summary: "Brings the pages of the platform's components to the Gateway.",
  group: "traffic",
  namespace: GATEWAY.namespace,
  podSecurity: "restricted",
  dependsOn: { gateway: "*" },
  // Whoever has pages: their Services and the authorities of their certificates are there then.
  after: ["argo-cd", "atlantis", "kube-prometheus-stack", "vault"],
  options: NO_OPTIONS,
  manifests: ({ domain, links }) => [
    ...links().map((link) => route(link, domain)),
    ...unique(links().flatMap((link) => trust(link))),
  ],
});

function route({ host, namespace, service }: PlacedLink, domain: string): KubernetesObject {
  return {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "HTTPRoute",
    metadata: { name: host, namespace },
    spec: {
      parentRefs: [parentRef(listenerOf(host))],
      hostnames: [`${host}.${domain}`],
      rules: [
        {
          matches: EVERY_PATH,
          backendRefs: [backendRef(service.name, service.port)],
          // Pages stream logs and events for as long as somebody looks; Envoy would cut them after 15 seconds.
          timeouts: { request: "0s" },
        },
      ],
    },
  };
}

/** For a Service that speaks TLS itself: whose certificate the Gateway takes for it. */
function trust({ namespace, service }: PlacedLink): KubernetesObject[] {
  if (service.tls === undefined) return [];
  return [
    {
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "BackendTLSPolicy",
      metadata: { name: service.name, namespace },
      spec: {
        targetRefs: [{ group: "", kind: "Service", name: service.name }],
        validation: {
          caCertificateRefs: [{ group: "", kind: "Secret", name: service.tls.caSecret }],
          hostname: service.tls.hostname,
        },
      },
    },
  ];
}

/** Two pages may lie on one Service. */
function unique(objects: readonly KubernetesObject[]): KubernetesObject[] {
  return [...new Map(objects.map((object) => [JSON.stringify(object.metadata), object])).values()];
}
