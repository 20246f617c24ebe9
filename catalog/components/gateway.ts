import { z } from "zod";
import { field } from "../../config/schema/field";
import { domain, names, text } from "../../config/schema/formats";
import type { ComponentContext } from "../component";
import { component } from "../define";
import type { KubernetesObject } from "../kubernetes";
import { COMMON_CERTIFICATE, certificates, doors, type Door } from "./gateway/doors";
import { listeners } from "./gateway/listeners";
import { loadBalancerAnnotations } from "./gateway/load-balancer";
import { GATEWAY, HTTP_LISTENER } from "./gateway/names";
import { proxy } from "./gateway/proxy";
import { EVERY_PATH, parentRef } from "./gateway/references";

const options = z.strictObject({
  internal: field(
    z.boolean(),
    "Whether the cloud's load balancer has an address of the private network only; false by default",
    true,
  ).default(false),
  annotations: field(
    z.record(z.string(), text()),
    "Annotations of the load balancer's Service, over those that the cloud gets; none by default",
    { "service.beta.kubernetes.io/azure-pip-name": "gateway" },
  ).default({}),
  hosts: field(
    names(domain()),
    "Full names of applications that the domain's wildcard doesn't cover, each with a certificate of its own; none by default",
    ["www.example.com"],
  ).default([]),
  replicas: field(
    z.int().min(1).max(20),
    "Proxies; 2 by default where there are machines for it, else 1",
    3,
  ).optional(),
});

/** The way in: one Gateway with one address for every page and application, and its certificate. */
export const gateway = component({
  name: "gateway",
  summary: "The way in: one address, TLS for every name of the environment, and the redirect to it.",
  group: "traffic",
  namespace: GATEWAY.namespace,
  podSecurity: "restricted",
  dependsOn: { "envoy-gateway": ">=1.9.0", "cert-issuers": "*" },
  after: ["origin-ca-issuer"],
  options,
  mistakes: ({ options: { internal }, cloud }) =>
    internal && cloud.kind === "none" ? [{ option: "internal", message: NO_LOAD_BALANCERS }] : [],
  manifests: (context) => {
    const all = doorsOf(context);
    return [
      gatewayClass,
      proxy(context, annotations(context)),
      platform(all),
      ...[...certificates(all)].map(([name, dnsNames]) => certificate(name, dnsNames, context)),
      redirect,
      tls,
    ];
  },
});

const NO_LOAD_BALANCERS =
  "nobody makes load balancers here; leave it out, the Gateway's address is that of the machines.";

const gatewayClass: KubernetesObject = {
  apiVersion: "gateway.networking.k8s.io/v1",
  kind: "GatewayClass",
  metadata: { name: "envoy" },
  spec: { controllerName: "gateway.envoyproxy.io/gatewayclass-controller" },
};

type Context = ComponentContext<z.output<typeof options>>;

function annotations(context: Context): Readonly<Record<string, string>> {
  const { internal, annotations: own } = context.options;
  return { ...loadBalancerAnnotations(context, internal), ...own };
}

/**
 * A wildcard needs an authority that asks no single host: one that looks into the zone, Cloudflare's, or one's own.
 * Where nobody serves names each host has its name in the certificate, which every authority signs.
 */
function doorsOf({ domain, links, dns, laptop, has, options: { hosts } }: Context): Door[] {
  return doors({ domain, links: links(), hosts, wildcard: dns !== undefined || laptop || has("origin-ca-issuer") });
}

function platform(all: readonly Door[]): KubernetesObject {
  return {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "Gateway",
    metadata: GATEWAY,
    spec: {
      gatewayClassName: "envoy",
      infrastructure: { parametersRef: { group: "gateway.envoyproxy.io", kind: "EnvoyProxy", name: GATEWAY.name } },
      listeners: listeners(all),
    },
  };
}

/** The certificate of a further host waits for somebody else's DNS; the platform's own don't wait for it. */
const UNAWAITED = { annotations: { "argocd.argoproj.io/ignore-healthcheck": "true" } };

function certificate(name: string, dnsNames: readonly string[], { has, engine }: Context): KubernetesObject {
  const unawaited = engine === "argocd" && name !== COMMON_CERTIFICATE;
  return {
    apiVersion: "cert-manager.io/v1",
    kind: "Certificate",
    metadata: { name, namespace: GATEWAY.namespace, ...(unawaited ? UNAWAITED : {}) },
    spec: {
      secretName: name,
      dnsNames,
      privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Always" },
      issuerRef: has("origin-ca-issuer")
        ? { group: "cert-manager.k8s.cloudflare.com", kind: "ClusterOriginIssuer", name: "platform" }
        : { group: "cert-manager.io", kind: "ClusterIssuer", name: "platform" },
    },
  };
}

const redirect: KubernetesObject = {
  apiVersion: "gateway.networking.k8s.io/v1",
  kind: "HTTPRoute",
  metadata: { name: "redirect-to-https", namespace: GATEWAY.namespace },
  spec: {
    parentRefs: [parentRef(HTTP_LISTENER)],
    rules: [
      {
        matches: EVERY_PATH,
        filters: [{ type: "RequestRedirect", requestRedirect: { scheme: "https", statusCode: 301 } }],
      },
    ],
  },
};

const tls: KubernetesObject = {
  apiVersion: "gateway.envoyproxy.io/v1alpha1",
  kind: "ClientTrafficPolicy",
  metadata: { name: GATEWAY.name, namespace: GATEWAY.namespace },
  spec: {
    targetRefs: [{ group: "gateway.networking.k8s.io", kind: "Gateway", name: GATEWAY.name }],
    tls: { minVersion: "1.2" },
  },
};
