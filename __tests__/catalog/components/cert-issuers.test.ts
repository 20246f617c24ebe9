import { certIssuers } from "../../../catalog/components/cert-issuers";
import type { Surroundings } from "../../../catalog/surroundings";
import { kindsOf, objectOf } from "./objects";
import { configure, onAws, onAzure } from "./surroundings";

const http01 = {
  http01: {
    gatewayHTTPRoute: {
      parentRefs: [
        {
          group: "gateway.networking.k8s.io",
          kind: "Gateway",
          name: "platform",
          namespace: "gateway",
          sectionName: "http",
        },
      ],
    },
  },
};

function issuer(options: Readonly<Record<string, unknown>>, change: Partial<Surroundings>) {
  return objectOf(configure(certIssuers, options, change), "ClusterIssuer", "platform");
}

describe("cert-issuers", () => {
  test.each([
    ["on a laptop", { laptop: true }],
    ["where nobody serves names", { dns: undefined }],
  ])("signs by the environment's own authority %s, and needs no secret", (_, change) => {
    expect(issuer({}, change)).toHaveProperty("spec", { ca: { secretName: "internal-ca" } });
    expect(configure(certIssuers, {}, change).secrets).toEqual([]);
  });

  test("asks Let's Encrypt elsewhere, with an account that keeps its key in a Secret", () => {
    expect(issuer({ email: "platform@example.org" }, {})).toMatchObject({
      spec: {
        acme: {
          server: "https://acme-v02.api.letsencrypt.org/directory",
          email: "platform@example.org",
          privateKeySecretRef: { name: "letsencrypt-account" },
        },
      },
    });
  });

  test("has another account for Let's Encrypt's staging", () => {
    expect(issuer({ issuer: "letsencrypt-staging" }, {})).toMatchObject({
      spec: {
        acme: {
          server: "https://acme-staging-v02.api.letsencrypt.org/directory",
          privateKeySecretRef: { name: "letsencrypt-staging-account" },
        },
      },
    });
  });

  test("writes records at Cloudflare with the token from Vault, and waits for the store", () => {
    const configured = configure(certIssuers);
    expect(objectOf(configured, "ClusterIssuer")).toHaveProperty("spec.acme.solvers", [
      {
        selector: { dnsZones: ["example.org"] },
        dns01: { cloudflare: { apiTokenSecretRef: { name: "cloudflare", key: "api-token" } } },
      },
      http01,
    ]);
    expect(configured.secrets).toEqual([
      { name: "cloudflare", data: { "api-token": { path: "platform/cloudflare", property: "api-token" } } },
    ]);
    expect(configured.dependsOn).toHaveProperty("secret-store", "*");
    expect(kindsOf(configured)).toEqual(["ExternalSecret cloudflare", "ClusterIssuer platform"]);
  });

  test("writes records at Route 53 as the identity of the cluster, without a secret", () => {
    expect(issuer({}, onAws)).toHaveProperty("spec.acme.solvers.0.dns01", { route53: { region: "eu-central-1" } });
    const { secrets, dependsOn } = configure(certIssuers, {}, onAws);
    expect(secrets).toEqual([]);
    expect(dependsOn).not.toHaveProperty("secret-store");
  });

  test("writes records at Route 53 with a key from Vault where the cluster isn't on AWS", () => {
    const change: Partial<Surroundings> = {
      dns: { provider: "route53", zone: "example.org", region: "eu-central-1" },
    };
    expect(issuer({}, change)).toHaveProperty("spec.acme.solvers.0.dns01.route53", {
      region: "eu-central-1",
      accessKeyIDSecretRef: { name: "route53", key: "access-key-id" },
      secretAccessKeySecretRef: { name: "route53", key: "secret-access-key" },
    });
    expect(configure(certIssuers, {}, change).secrets.map(({ name }) => name)).toEqual(["route53"]);
  });

  test("writes records at Azure as the identity that the cluster's stack made", () => {
    expect(issuer({}, onAzure)).toHaveProperty("spec.acme.solvers.0.dns01.azureDNS", {
      environment: "AzurePublicCloud",
      subscriptionID: "22222222-2222-4222-8222-222222222222",
      resourceGroupName: "dns",
      hostedZoneName: "example.org",
      managedIdentity: { clientID: "<<fact:certManagerClientId>>" },
    });
  });

  test("answers at the Gateway where Let's Encrypt is asked and nobody serves names", () => {
    expect(issuer({ issuer: "letsencrypt" }, { dns: undefined })).toHaveProperty("spec.acme.solvers", [http01]);
  });

  test("waits for the authority of its own", () => {
    expect(certIssuers.dependsOn).toEqual({ "cert-manager": ">=1.15.0", "internal-ca": "*" });
  });

  test("refuses what Let's Encrypt can't see: a laptop", () => {
    expect(() => issuer({ issuer: "letsencrypt" }, { laptop: true, dns: undefined })).toThrow(
      'staging: components.cert-issuers.issuer: "letsencrypt" reaches no laptop; write internal, or say in dns who serves the names.',
    );
  });

  test("refuses names at Azure from a cluster elsewhere, which has no identity there", () => {
    expect(() => issuer({}, { dns: onAzure.dns })).toThrow(
      "staging: components.cert-issuers: names at Azure DNS (dns.provider) are changed by an identity of AKS alone; use it from a cluster of kind aks, or another provider.",
    );
  });

  test.each([
    [{ issuer: "verisign" }, "issuer"],
    [{ email: "nobody" }, "email"],
    [{ solver: "dns01" }, "solver"],
  ])("refuses the options %j", (options, key) => {
    const { error } = certIssuers.options.safeParse(options);
    expect(JSON.stringify(error?.issues)).toContain(key);
  });
});
