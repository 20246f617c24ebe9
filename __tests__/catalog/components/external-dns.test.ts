import { externalDns } from "../../../catalog/components/external-dns";
import type { Surroundings } from "../../../catalog/surroundings";
import { objectOf, without } from "./objects";
import { configure, onAws, onAzure } from "./surroundings";

describe("external-dns", () => {
  test("writes the names of routes at the platform's Gateway, in the environment's zone only", () => {
    expect(configure(externalDns).values).toMatchObject({
      sources: ["gateway-httproute"],
      gatewayNamespace: "gateway",
      domainFilters: ["example.org"],
    });
  });

  test("marks its records, so that environments that share a zone leave each other's alone", () => {
    expect(configure(externalDns).values).toMatchObject({ registry: "txt", txtOwnerId: "example-staging" });
    expect(configure(externalDns, {}, onAws).values).toMatchObject({ txtOwnerId: "example-production" });
  });

  test("deletes nothing until it is told to", () => {
    expect(configure(externalDns).values).toMatchObject({ policy: "upsert-only" });
    expect(configure(externalDns, { policy: "sync" }).values).toMatchObject({ policy: "sync" });
  });

  test.each([true, false])("puts names behind Cloudflare as dns.proxied says: %s", (proxied) => {
    const { values, dependsOn } = configure(
      externalDns,
      {},
      { dns: { provider: "cloudflare", zone: "example.org", proxied } },
    );
    expect(values).toMatchObject({
      provider: { name: "cloudflare" },
      env: [{ name: "CF_API_TOKEN", valueFrom: { secretKeyRef: { name: "cloudflare", key: "api-token" } } }],
      extraArgs: { "cloudflare-proxied": proxied, "txt-wildcard-replacement": "any" },
    });
    expect(dependsOn).toHaveProperty("secret-store");
  });

  test("may change on AWS only what lies below the domain, its own marks included", () => {
    const { permissions, values } = configure(externalDns, {}, onAws);
    expect(permissions[0]?.serviceAccounts).toEqual(["external-dns"]);
    expect(permissions[0]?.aws?.find(({ sid }) => sid === "ChangeRecords")).toEqual({
      sid: "ChangeRecords",
      actions: ["route53:ChangeResourceRecordSets"],
      resources: ["arn:aws:route53:::hostedzone/*"],
      conditions: {
        "ForAllValues:StringEquals": { "route53:ChangeResourceRecordSetsRecordTypes": ["A", "AAAA", "CNAME", "TXT"] },
        "ForAllValues:StringLike": {
          "route53:ChangeResourceRecordSetsNormalizedRecordNames": ["example.org", "*.example.org"],
        },
      },
    });
    // The mark of the domain's own record: a-owner.example.org, not a-example.org.
    expect(values).toMatchObject({ txtPrefix: "%{record_type}-owner." });
  });

  test("has no key on AWS, and one from Vault where the cluster is elsewhere", () => {
    const dns: Surroundings["dns"] = { provider: "route53", zone: "example.org", region: "eu-central-1" };
    expect(configure(externalDns, {}, onAws)).toMatchObject({
      secrets: [],
      values: { env: [{ name: "AWS_DEFAULT_REGION", value: "eu-central-1" }] },
    });
    const outside = configure(externalDns, {}, { dns });
    expect(JSON.stringify(outside.values)).toContain("AWS_SECRET_ACCESS_KEY");
    expect(outside.secrets.map(({ name }) => name)).toEqual(["route53"]);
    expect(outside.permissions).toEqual([{ serviceAccounts: [] }]);
  });

  test("is told on Azure where the zone is, by a file without a secret", () => {
    const configured = configure(externalDns, {}, onAzure);
    const { data } = objectOf(configured, "ConfigMap", "azure-config");
    expect(data).toEqual({
      "azure.json": `{
  "tenantId": "11111111-1111-4111-8111-111111111111",
  "subscriptionId": "22222222-2222-4222-8222-222222222222",
  "resourceGroup": "dns",
  "useWorkloadIdentityExtension": true
}`,
    });
    expect(configured.values).toMatchObject({
      podLabels: { "azure.workload.identity/use": "true" },
      serviceAccount: { annotations: { "azure.workload.identity/client-id": "<<fact:externalDnsClientId>>" } },
      extraVolumeMounts: [{ mountPath: "/etc/kubernetes", readOnly: true }],
    });
  });

  test("may change one zone on Azure, and look for it", () => {
    expect(configure(externalDns, {}, onAzure).permissions[0]?.azure?.map(({ role }) => role)).toEqual([
      "DNS Zone Contributor",
      "Reader",
    ]);
  });

  test("is watched where the kinds of Prometheus are there", () => {
    expect(configure(externalDns).values).toHaveProperty("serviceMonitor.enabled", true);
    const alone = configure(externalDns, {}, { has: without("prometheus-crds") });
    expect(alone.values).toHaveProperty("serviceMonitor.enabled", false);
  });

  test("refuses an environment whose names nobody serves", () => {
    expect(() => configure(externalDns, {}, { dns: undefined })).toThrow(
      "staging: components.external-dns: nobody serves names here; say who in dns, or leave the component out.",
    );
  });

  test("refuses names at Azure from a cluster elsewhere", () => {
    expect(() => configure(externalDns, {}, { dns: onAzure.dns })).toThrow("an identity of AKS alone");
  });
});
