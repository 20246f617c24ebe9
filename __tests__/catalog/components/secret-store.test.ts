import { secretStore } from "../../../catalog/components/secret-store";
import { configure } from "./surroundings";

const certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
const nowhere = { has: () => false };

describe("secret-store", () => {
  test("reads from the Vault in the cluster, whose certificate it checks", () => {
    const { manifests } = configure(secretStore);
    expect(manifests).toHaveLength(1);
    expect(manifests[0]).toMatchObject({
      apiVersion: "external-secrets.io/v1",
      kind: "ClusterSecretStore",
      metadata: { name: "vault" },
      spec: {
        provider: {
          vault: {
            server: "https://vault.vault.svc:8200",
            path: "secret",
            version: "v2",
            caProvider: { type: "Secret", namespace: "vault", name: "vault-tls", key: "ca.crt" },
          },
        },
      },
    });
  });

  test("logs in as the controller's service account, by a token that is good for Vault alone", () => {
    expect(configure(secretStore).manifests[0]).toMatchObject({
      spec: {
        provider: {
          vault: {
            auth: {
              kubernetes: {
                mountPath: "kubernetes",
                role: "external-secrets",
                serviceAccountRef: { name: "external-secrets", namespace: "external-secrets", audiences: ["vault"] },
              },
            },
          },
        },
      },
    });
  });

  test("is closed to the namespaces of tenants", () => {
    expect(configure(secretStore).manifests[0]).toMatchObject({
      spec: {
        conditions: [
          { namespaceSelector: { matchExpressions: [{ key: "platform/tenant", operator: "DoesNotExist" }] } },
        ],
      },
    });
  });

  test("reads from another environment's Vault, by its address and authority", () => {
    const options = { address: "https://vault.example.org", caBundle: certificate, authMount: "kubernetes-edge-eu" };
    const [store] = configure(secretStore, options, nowhere).manifests;
    expect(store).toMatchObject({
      spec: {
        provider: {
          vault: {
            server: "https://vault.example.org",
            caBundle: Buffer.from(certificate).toString("base64"),
            auth: { kubernetes: { mountPath: "kubernetes-edge-eu" } },
          },
        },
      },
    });
    expect(JSON.stringify(store)).not.toContain("caProvider");
  });

  test("trusts whom the public trusts where another one's authority is not given", () => {
    expect(
      JSON.stringify(configure(secretStore, { address: "https://vault.example.org" }, nowhere).manifests),
    ).not.toMatch(/caBundle|caProvider/);
  });

  test("waits for External Secrets always, and for Vault where there is one", () => {
    expect(configure(secretStore).dependsOn).toEqual({ "external-secrets": "*" });
    expect(secretStore.after).toEqual(["vault"]);
  });

  test("is refused where there is no Vault to read from", () => {
    expect(() => configure(secretStore, {}, nowhere)).toThrow(
      "staging: components.secret-store: has no Vault to read from; add the component vault, or write address.",
    );
  });

  test("is refused with an authority for the Vault in the cluster", () => {
    expect(() => configure(secretStore, { caBundle: certificate })).toThrow(
      "staging: components.secret-store.caBundle: is of no use without address: the Vault in the cluster is known.",
    );
  });

  test.each([
    [{ address: "http://vault.example.org" }, /is not an https:\/\/ address/],
    [{ caBundle: "MIIB" }, /is not a certificate in PEM/],
    [{ authMount: "/kubernetes" }, /is not a path of Vault/],
  ])("refuses the options %j", (options, message) => {
    expect(() => configure(secretStore, options)).toThrow(message);
  });
});
