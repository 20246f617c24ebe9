import { argoCd } from "../../../catalog/components/argo-cd";
import { argoCdSso } from "../../../catalog/components/argo-cd-sso";
import { configure, onAws } from "./surroundings";

const without =
  (...names: string[]) =>
  (name: string) =>
    !names.includes(name);
const plain = { has: without("argo-cd-sso", "prometheus-crds") };

describe("argo-cd", () => {
  describe("with single sign-on", () => {
    test("lets people in through Vault and nobody otherwise", () => {
      const { values } = configure(argoCd);
      expect(values).toMatchObject({
        configs: {
          cm: {
            "admin.enabled": false,
            "users.anonymous.enabled": false,
            "oidc.config": `name: Vault
issuer: https://vault.staging.example.org/v1/identity/oidc/provider/platform
clientID: $oidc-argocd:client-id
clientSecret: $oidc-argocd:client-secret
requestedScopes:
  - openid
  - profile
  - email
  - groups
`,
          },
        },
      });
    });

    test("gives groups what they may do, and nothing to who is in none", () => {
      expect(configure(argoCd).values).toMatchObject({
        configs: {
          rbac: {
            "policy.default": "",
            scopes: "[groups]",
            "policy.csv": `g, admins, role:admin
g, developers, role:developer
g, role:developer, role:readonly
p, role:developer, applications, sync, */*, allow
`,
          },
        },
      });
    });

    test("takes other groups from the environment file", () => {
      const text = JSON.stringify(configure(argoCd, { groups: { admins: "sre" } }).values);
      expect(text).toContain("g, sre, role:admin");
      expect(text).toContain("g, developers, role:developer");
    });

    test("keeps the rest of the configuration", () => {
      expect(configure(argoCd).values).toMatchObject({
        configs: {
          cm: { "exec.enabled": false, "application.resourceTrackingMethod": "annotation" },
          params: { "server.insecure": false },
        },
      });
    });
  });

  test("keeps its admin as the only way in without single sign-on", () => {
    const { values } = configure(argoCd, {}, plain);
    expect(values).toMatchObject({ configs: { cm: { "admin.enabled": true }, rbac: { "policy.default": "" } } });
    expect(JSON.stringify(values)).not.toContain("oidc");
  });

  test("has no page of its own, since it waits for no certificate", () => {
    expect(configure(argoCd).links).toEqual([]);
    expect(configure(argoCd).dependsOn).toEqual({});
  });

  test("survives the loss of a machine where the environment is highly available, and says so with its other values", () => {
    const { values } = configure(argoCd, {}, onAws);
    expect(values).toMatchObject({
      server: { replicas: 2, pdb: { enabled: true }, metrics: { enabled: true } },
      "redis-ha": { enabled: true },
    });
    expect(values).toMatchObject({ controller: { replicas: 1, metrics: { enabled: true } } });
  });

  test("is watched in each of its parts where monitors are known, and without them not at all", () => {
    const metrics = { enabled: true, serviceMonitor: { enabled: true } };
    expect(configure(argoCd).values).toMatchObject({
      controller: { metrics },
      server: { metrics },
      repoServer: { metrics },
      applicationSet: { metrics },
    });
    expect(JSON.stringify(configure(argoCd, {}, plain).values)).not.toContain("serviceMonitor");
  });

  test.each(["a, b", "admins\np, x", ""])("refuses %j as a group, which would become a rule of its own", (admins) => {
    expect(() => configure(argoCd, { groups: { admins } })).toThrow(/is not the name of a group/);
  });
});

describe("argo-cd-sso", () => {
  test("brings Argo CD its client of Vault in a Secret that it looks at", () => {
    const { manifests, dependsOn } = configure(argoCdSso);
    expect(manifests[0]).toMatchObject({
      kind: "ExternalSecret",
      metadata: { name: "oidc-argocd", namespace: "argocd" },
      spec: {
        secretStoreRef: { kind: "ClusterSecretStore", name: "vault" },
        target: { template: { metadata: { labels: { "app.kubernetes.io/part-of": "argocd" } } } },
        data: [
          { secretKey: "client-id", remoteRef: { key: "oidc/argocd", property: "client-id" } },
          { secretKey: "client-secret", remoteRef: { key: "oidc/argocd", property: "client-secret" } },
        ],
      },
    });
    expect(Object.keys(dependsOn).sort()).toEqual(["argo-cd", "internal-ca", "secret-store"]);
  });

  test("serves the page by a certificate that the gateway can check", () => {
    const { links, manifests } = configure(argoCdSso);
    expect(links).toEqual([
      {
        name: "Argo CD",
        host: "argocd",
        service: {
          name: "argocd-server",
          port: 443,
          tls: { hostname: "argocd-server.argocd.svc", caSecret: "argocd-server-tls" },
        },
      },
    ]);
    expect(manifests[1]).toMatchObject({
      kind: "Certificate",
      spec: {
        secretName: "argocd-server-tls",
        dnsNames: ["argocd-server", "argocd-server.argocd.svc"],
        issuerRef: { kind: "ClusterIssuer", name: "internal" },
      },
    });
  });

  test("goes with Argo CD alone", () => {
    expect(argoCdSso.engine).toBe("argocd");
  });
});
