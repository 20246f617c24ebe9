import { originCaIssuer } from "../../../catalog/components/origin-ca-issuer";
import type { Surroundings } from "../../../catalog/surroundings";
import { kindsOf, objectOf } from "./objects";
import { configure, onAws } from "./surroundings";

const proxied: Partial<Surroundings> = { dns: { provider: "cloudflare", zone: "example.org", proxied: true } };
const made = configure(originCaIssuer, {}, proxied);

describe("origin-ca-issuer", () => {
  test("brings the two kinds that its controller watches, since the chart doesn't", () => {
    expect(kindsOf(made)).toEqual([
      "ExternalSecret cloudflare-origin",
      "CustomResourceDefinition originissuers.cert-manager.k8s.cloudflare.com",
      "CustomResourceDefinition clusteroriginissuers.cert-manager.k8s.cloudflare.com",
      "ClusterOriginIssuer platform",
    ]);
    expect(
      objectOf(made, "CustomResourceDefinition", "clusteroriginissuers.cert-manager.k8s.cloudflare.com"),
    ).toMatchObject({ spec: { scope: "Cluster", names: { kind: "ClusterOriginIssuer" } } });
  });

  test("signs elliptic keys, as the Gateway's certificate has one", () => {
    expect(objectOf(made, "ClusterOriginIssuer")).toMatchObject({ spec: { requestType: "OriginECC" } });
  });

  test("has a token of its own from Vault, which can't write names", () => {
    expect(objectOf(made, "ClusterOriginIssuer")).toMatchObject({
      spec: { auth: { tokenRef: { name: "cloudflare-origin", key: "api-token" } } },
    });
    expect(made.secrets).toEqual([
      {
        name: "cloudflare-origin",
        data: { "api-token": { path: "platform/cloudflare", property: "origin-ca-token" } },
      },
    ]);
    expect(made.dependsOn).toHaveProperty("secret-store");
  });

  test("runs without privilege on a root that it can't write", () => {
    expect(made.values).toMatchObject({
      controller: {
        securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
        containerSecurityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        },
      },
    });
  });

  test.each([
    ["not proxied", {}],
    ["served by AWS", onAws],
    ["served by nobody", { dns: undefined }],
  ])("refuses names that are %s: browsers would trust no certificate", (_, change: Partial<Surroundings>) => {
    expect(() => configure(originCaIssuer, {}, change)).toThrow(
      `${change.environment ?? "staging"}: components.origin-ca-issuer: only Cloudflare trusts its certificates, and it doesn't stand before this environment; set dns.provider: cloudflare and dns.proxied: true, or leave the component out.`,
    );
  });
});
