import { gateway } from "../../../catalog/components/gateway";
import { loadBalancerAnnotations } from "../../../catalog/components/gateway/load-balancer";
import type { Surroundings } from "../../../catalog/surroundings";
import { kindsOf, objectOf, pages, without } from "./objects";
import { awsCloud, configure, onAws, onAzure, surroundings as asked } from "./surroundings";

const acme: Partial<Surroundings> = { has: without("origin-ca-issuer"), links: pages };

function made(options: Readonly<Record<string, unknown>> = {}, change: Partial<Surroundings> = {}) {
  return configure(gateway, options, { ...acme, ...change });
}

describe("gateway", () => {
  test("is one Gateway with its class, its proxies, its certificate and its way to TLS", () => {
    expect(kindsOf(made())).toEqual([
      "GatewayClass envoy",
      "EnvoyProxy platform",
      "Gateway platform",
      "Certificate platform-tls",
      "HTTPRoute redirect-to-https",
      "ClientTrafficPolicy platform",
    ]);
  });

  test("sends plain HTTP to https, and takes no route of others there", () => {
    expect(objectOf(made(), "HTTPRoute")).toMatchObject({
      spec: {
        parentRefs: [{ name: "platform", sectionName: "http" }],
        rules: [{ filters: [{ requestRedirect: { scheme: "https", statusCode: 301 } }] }],
      },
    });
    expect(objectOf(made(), "Gateway")).toMatchObject({
      spec: {
        listeners: expect.arrayContaining([listener("http", { allowedRoutes: { namespaces: { from: "Same" } } })]),
      },
    });
  });

  test("takes applications' routes below the domain only from namespaces with the label", () => {
    const open = { namespaces: { from: "Selector", selector: { matchLabels: { "platform/gateway": "allowed" } } } };
    expect(objectOf(made(), "Gateway")).toMatchObject({
      spec: {
        listeners: expect.arrayContaining([
          listener("https", { hostname: "*.staging.example.org", allowedRoutes: open }),
          listener("https-apex", { hostname: "staging.example.org", allowedRoutes: open }),
        ]),
      },
    });
  });

  test("gives each page a listener that its own namespace alone may use", () => {
    expect(objectOf(made(), "Gateway")).toMatchObject({
      spec: {
        listeners: expect.arrayContaining([
          listener("https-argocd", {
            hostname: "argocd.staging.example.org",
            allowedRoutes: {
              namespaces: { from: "Selector", selector: { matchLabels: { "kubernetes.io/metadata.name": "argocd" } } },
            },
          }),
        ]),
      },
    });
  });

  test("says what the API server would fill in, so that Argo CD sees no difference", () => {
    expect(objectOf(made(), "Gateway")).toHaveProperty("spec.listeners.1.tls", {
      mode: "Terminate",
      certificateRefs: [{ group: "", kind: "Secret", name: "platform-tls" }],
    });
    expect(objectOf(made(), "HTTPRoute")).toHaveProperty("spec.rules.0.matches", [
      { path: { type: "PathPrefix", value: "/" } },
    ]);
  });

  test("refuses TLS older than 1.2", () => {
    expect(objectOf(made(), "ClientTrafficPolicy")).toMatchObject({ spec: { tls: { minVersion: "1.2" } } });
  });

  test.each([
    ["a laptop", { laptop: true, dns: undefined }],
    ["AWS", onAws],
    ["Azure", onAzure],
  ])("has a wildcard from the issuer of the platform on %s", (_, change) => {
    const domain = change.domain ?? "staging.example.org";
    expect(objectOf(made({}, change), "Certificate")).toMatchObject({
      spec: {
        dnsNames: [`*.${domain}`, domain],
        issuerRef: { group: "cert-manager.io", kind: "ClusterIssuer", name: "platform" },
      },
    });
  });

  test("lists its pages one by one where nobody serves names: no authority signs a wildcard there", () => {
    const configured = made({}, { dns: undefined });
    expect(objectOf(configured, "Certificate")).toMatchObject({
      spec: { dnsNames: ["argocd.staging.example.org", "grafana.staging.example.org"] },
    });
    expect(JSON.stringify(objectOf(configured, "Gateway"))).not.toContain("*.");
  });

  test("asks for no certificate without a name", () => {
    const configured = made({}, { dns: undefined, links: () => [] });
    expect(kindsOf(configured).filter((kind) => kind.startsWith("Certificate"))).toEqual([]);
  });

  test("has its certificate from Cloudflare where the issuer of that is there", () => {
    expect(objectOf(made({}, { has: () => true }), "Certificate")).toMatchObject({
      spec: {
        issuerRef: { group: "cert-manager.k8s.cloudflare.com", kind: "ClusterOriginIssuer", name: "platform" },
        privateKey: { algorithm: "ECDSA", size: 256 },
      },
    });
  });

  test("gives a further host a certificate of its own, which nobody waits for", () => {
    const configured = made({ hosts: ["www.example.com"] });
    expect(objectOf(configured, "Certificate", "www.example.com-tls")).toMatchObject({
      metadata: { annotations: { "argocd.argoproj.io/ignore-healthcheck": "true" } },
      spec: { dnsNames: ["www.example.com"] },
    });
    expect(objectOf(configured, "Certificate", "platform-tls").metadata).not.toHaveProperty("annotations");
  });

  test.each([
    [["www.example.com", "shop.example.net"], true],
    [["www.example.com", "www.example.com"], false],
    [["192.0.2.1"], false],
    [["localhost"], false],
  ])("takes whole names for further hosts, each once: %j is %s", (hosts, right) => {
    expect(gateway.options.safeParse({ hosts }).success).toBe(right);
  });

  test("has an address of the network balancer on AWS, and on Azure a private one when told", () => {
    const service = (options: Readonly<Record<string, unknown>>, change: Partial<Surroundings>) =>
      objectOf(made(options, change), "EnvoyProxy");
    const at = "spec.provider.kubernetes.envoyService.annotations";
    expect(service({}, onAws)).toHaveProperty(at, {
      "service.beta.kubernetes.io/aws-load-balancer-type": "nlb",
      "service.beta.kubernetes.io/aws-load-balancer-cross-zone-load-balancing-enabled": "true",
    });
    expect(service({ internal: true }, onAzure)).toHaveProperty(at, {
      "service.beta.kubernetes.io/azure-load-balancer-internal": "true",
    });
    expect(service({}, onAzure)).not.toHaveProperty(at);
  });

  test("asks EKS Auto Mode for an open balancer that keeps the address of who asks, or for a private one when told", () => {
    const annotations = (options: Readonly<Record<string, unknown>>, otherNodes: boolean) => {
      const surroundings = { ...onAws, cloud: { ...awsCloud, autoMode: { otherNodes, otherVolumes: otherNodes } } };
      const found = loadBalancerAnnotations(asked(surroundings), options["internal"] === true);
      expect(objectOf(made(options, surroundings), "EnvoyProxy")).toHaveProperty(
        "spec.provider.kubernetes.envoyService.annotations",
        found,
      );
      return Object.entries(found).map(
        ([key, value]) => `${key.replace("service.beta.kubernetes.io/aws-load-balancer-", "")}: ${value}`,
      );
    };
    const own = ["type: nlb", "cross-zone-load-balancing-enabled: true"];
    const auto = (scheme: string) => [
      `scheme: ${scheme}`,
      "attributes: load_balancing.cross_zone.enabled=true",
      "target-group-attributes: preserve_client_ip.enabled=true",
    ];
    expect(annotations({}, false)).toEqual(auto("internet-facing"));
    expect(annotations({ internal: true }, false)).toEqual(auto("internal"));
    // A Service from before Auto Mode keeps its balancer.
    expect(annotations({}, true)).toEqual([...own, ...auto("internet-facing")]);
    expect(annotations({ internal: true }, true)).toEqual([...own, "internal: true", ...auto("internal")]);
  });

  test("lets the environment's annotations win over the cloud's", () => {
    const key = "service.beta.kubernetes.io/aws-load-balancer-type";
    expect(JSON.stringify(objectOf(made({ annotations: { [key]: "external" } }, onAws), "EnvoyProxy"))).toContain(
      `"${key}":"external"`,
    );
  });

  test("keeps the address of who asks, but on a laptop, whose balancer knows no proxy", () => {
    const at = "spec.provider.kubernetes.envoyService.externalTrafficPolicy";
    expect(objectOf(made(), "EnvoyProxy")).toHaveProperty(at, "Local");
    expect(objectOf(made({}, { laptop: true }), "EnvoyProxy")).toHaveProperty(at, "Cluster");
  });

  test("has two proxies on two machines where there are several", () => {
    expect(objectOf(made({}, onAws), "EnvoyProxy")).toMatchObject({
      spec: {
        provider: {
          kubernetes: {
            envoyDeployment: {
              replicas: 2,
              pod: { topologySpreadConstraints: [{ whenUnsatisfiable: "DoNotSchedule" }] },
            },
            envoyPDB: { maxUnavailable: 1 },
          },
        },
      },
    });
    expect(objectOf(made(), "EnvoyProxy")).not.toHaveProperty("spec.provider.kubernetes.envoyPDB");
  });

  test("refuses a private address where nobody gives addresses", () => {
    expect(() => made({ internal: true })).toThrow(
      "staging: components.gateway.internal: nobody makes load balancers here; leave it out, the Gateway's address is that of the machines.",
    );
  });
});

function listener(name: string, more: object): unknown {
  const matching: unknown = expect.objectContaining({ name, ...more });
  return matching;
}
