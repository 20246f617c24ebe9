import { vault } from "../../../catalog/components/vault";
import { keyVaultName } from "../../../catalog/components/vault/seal";
import type { Values } from "../../../constructs/gitops/values";
import { configure, onAws, onAzure } from "./surroundings";

const s3 = { s3: { bucket: "example-vault" } };
const laptop = { ...onAws, cloud: { kind: "none" } } as const;

/** The servers' configuration in HCL. */
function config(...chosen: Parameters<typeof configure> extends [unknown, ...infer Rest] ? Rest : never): string {
  return String(at(configure(vault, ...chosen).values, "server.ha.raft.config"));
}

function at(values: Values, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (inside, key) => (typeof inside === "object" && inside !== null ? Reflect.get(inside, key) : undefined),
      values,
    );
}

describe("vault", () => {
  describe("servers", () => {
    test("are three on different machines with a budget where the environment is highly available", () => {
      const { values } = configure(vault, {}, onAws);
      expect(at(values, "server.ha.replicas")).toBe(3);
      expect(at(values, "server.ha.disruptionBudget")).toEqual({ enabled: true });
      expect(config({}, onAws).match(/leader_api_addr +=.*/g)).toEqual([
        'leader_api_addr       = "https://vault-0.vault-internal:8200"',
        'leader_api_addr       = "https://vault-1.vault-internal:8200"',
        'leader_api_addr       = "https://vault-2.vault-internal:8200"',
      ]);
    });

    test("are one elsewhere, on raft as well, whose node can be emptied", () => {
      const { values } = configure(vault);
      expect(at(values, "server.ha.replicas")).toBe(1);
      expect(at(values, "server.ha.disruptionBudget")).toEqual({ enabled: false });
      expect(config()).toContain('storage "raft"');
      expect(config()).not.toContain("retry_join");
    });

    test("join each other under the names of their certificate", () => {
      const { manifests } = configure(vault, {}, onAws);
      const certificate = manifests.find(({ kind }) => kind === "Certificate");
      expect(at(certificate ?? {}, "spec.dnsNames")).toEqual(
        expect.arrayContaining([
          "vault.vault.svc",
          "vault-active.vault.svc",
          "*.vault-internal",
          "*.vault-internal.vault.svc",
        ]),
      );
      expect(at(certificate ?? {}, "spec.issuerRef")).toEqual({
        group: "cert-manager.io",
        kind: "ClusterIssuer",
        name: "internal",
      });
      expect(config({}, onAws)).toContain('leader_tls_servername = "vault-2.vault-internal"');
    });

    test("send a client that asks a standby to a name, not to an IP that no certificate has", () => {
      expect(at(configure(vault).values, "server.ha.apiAddr")).toBe(
        "https://$(VAULT_K8S_POD_NAME).vault-internal.vault.svc:8200",
      );
    });

    test("speak TLS on every port", () => {
      const { values } = configure(vault, {}, onAws);
      expect(at(values, "global.tlsDisable")).toBe(false);
      const listeners = config({}, onAws).match(/listener "tcp" \{[^}]*/g) ?? [];
      expect(listeners).toHaveLength(2);
      for (const listener of listeners) {
        expect(listener).toContain('tls_cert_file   = "/vault/tls/tls.crt"');
        expect(listener).not.toContain("tls_disable");
      }
    });

    test("run without privilege, on a read-only root", () => {
      const { values } = configure(vault);
      const hardened = {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      };
      expect(at(values, "server.statefulSet.securityContext.container")).toEqual(hardened);
      expect(at(values, "server.statefulSet.securityContext.pod.runAsNonRoot")).toBe(true);
      expect(at(values, "server.extraContainers.0.securityContext")).toEqual(hardened);
    });

    test("keep their volumes when the chart or the environment shrinks", () => {
      expect(vault.stateful).toBe(true);
      expect(at(configure(vault).values, "server.persistentVolumeClaimRetentionPolicy")).toEqual({
        whenDeleted: "Retain",
        whenScaled: "Retain",
      });
    });

    test("take a volume for audit logs, and the size of the other from the options", () => {
      const { values } = configure(vault, { dataSize: "50Gi" });
      expect(at(values, "server.auditStorage")).toEqual({ enabled: true, size: "10Gi" });
      expect(at(values, "server.dataStorage")).toEqual({ enabled: true, size: "50Gi" });
    });
  });

  describe("metrics", () => {
    test("need no token on a port that no page leads to, and Prometheus alone reaches", () => {
      const { values, manifests, links } = configure(vault);
      expect(config().match(/unauthenticated_metrics_access/g)).toHaveLength(1);
      expect(config()).toMatch(/address +="? ?"?.*8220[^}]*telemetry \{\s+unauthenticated_metrics_access = true/);
      expect(links[0]?.service.port).toBe(8200);
      expect(manifests.map(({ kind }) => kind)).toContain("ServiceMonitor");
      expect(at(values, "server.networkPolicy.ingress.2")).toEqual({
        from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } } }],
        ports: [{ protocol: "TCP", port: 8220 }],
      });
    });

    test("stay out where their kind is not known", () => {
      const alone = { has: (name: string) => name !== "prometheus-crds" };
      expect(config({}, alone)).not.toContain("telemetry");
      expect(configure(vault, {}, alone).manifests.map(({ kind }) => kind)).toEqual(["Certificate"]);
    });
  });

  describe("seal", () => {
    test("is key shares outside the clouds, and the servers restart when people say so", () => {
      expect(config()).not.toContain("seal ");
      expect(at(configure(vault).values, "server.updateStrategyType")).toBe("OnDelete");
      expect(configure(vault).permissions).toEqual([{ serviceAccounts: ["vault"] }]);
    });

    test("is a key of KMS on AWS, by its alias, and nothing but that key may be used", () => {
      expect(config({}, onAws)).toContain(`seal "awskms" {
  region     = "eu-central-1"
  kms_key_id = "alias/example-production-vault"
}`);
      const { values, permissions } = configure(vault, {}, onAws);
      expect(at(values, "server.updateStrategyType")).toBe("RollingUpdate");
      expect(permissions).toEqual([
        {
          serviceAccounts: ["vault"],
          keys: { seal: "example-production-vault" },
          aws: [
            {
              sid: "VaultSeal",
              actions: ["kms:Encrypt", "kms:Decrypt", "kms:DescribeKey"],
              resources: ["arn:aws:kms:eu-central-1:123456789012:key/*"],
              conditions: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/example-production-vault"] } },
            },
          ],
        },
      ]);
    });

    test("is a key of a Key Vault on Azure, reached by workload identity", () => {
      expect(config({}, onAzure)).toContain(`seal "azurekeyvault" {
  tenant_id  = "11111111-1111-4111-8111-111111111111"
  vault_name = "example-abc-k8s-vault"
  key_name   = "vault"
}`);
      const { values, permissions } = configure(vault, {}, onAzure);
      expect(at(values, "server.serviceAccount.annotations")).toEqual({
        "azure.workload.identity/client-id": "<<fact:vaultClientId>>",
      });
      expect(at(values, "server.extraLabels")).toMatchObject({ "azure.workload.identity/use": "true" });
      expect(permissions[0]?.azure).toEqual([
        {
          role: "Key Vault Crypto Service Encryption User",
          scope:
            "/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups/abc-k8s/providers/Microsoft.KeyVault/vaults/example-abc-k8s-vault/keys/vault",
        },
      ]);
    });

    test("can be key shares in a cloud, too, without any right in it", () => {
      expect(config({ seal: "shamir" }, onAws)).not.toContain("seal ");
      expect(configure(vault, { seal: "shamir" }, onAws).permissions).toEqual([{ serviceAccounts: ["vault"] }]);
      expect(JSON.stringify(configure(vault, { seal: "shamir" }, onAzure).values)).not.toContain("azure");
    });

    test.each([
      ["awskms", "AWS"],
      ["azurekeyvault", "Azure"],
    ])("%s is refused outside %s", (seal, cloud) => {
      expect(() => configure(vault, { seal })).toThrow(
        `staging: components.vault.seal: "${seal}" works in ${cloud} only, where this environment is not; write shamir or leave it out.`,
      );
    });

    test.each([
      ["example", "production", "example-production-vault"],
      ["example", "a-very-long-environment", "example-a-very-lon-vault"],
      ["exampleexamples", "ab-cdef", "exampleexamples-ab-vault"],
    ])("names the Key Vault of %s and %s %s, within 24 characters", (organization, environment, name) => {
      expect(keyVaultName(organization, environment)).toBe(name);
      expect(name.length).toBeLessThanOrEqual(24);
    });
  });

  describe("snapshots", () => {
    const job = (options: Readonly<Record<string, unknown>>, change = {}) => {
      const configured = configure(vault, options, change, ["snapshots"]);
      const found = configured.manifests.find(({ kind }) => kind === "CronJob") ?? {};
      return { ...configured, job: found, pod: at(found, "spec.jobTemplate.spec.template.spec") ?? {} };
    };

    test("go into the bucket on AWS under the environment's name, which the job can only add to", () => {
      const { job: cronJob, permissions, manifests } = job({ snapshots: s3 }, onAws);
      expect(at(cronJob, "spec.schedule")).toBe("17 2 * * *");
      expect(JSON.stringify(cronJob)).toContain('{"name":"FOLDER","value":"example-vault/production"}');
      expect(JSON.stringify(cronJob)).not.toContain("envFrom");
      expect(manifests.map(({ kind }) => kind)).toContain("ServiceAccount");
      expect(permissions[1]).toEqual({
        serviceAccounts: ["vault-snapshots"],
        buckets: { snapshots: "example-vault" },
        aws: [
          {
            sid: "VaultSnapshots",
            actions: ["s3:PutObject", "s3:AbortMultipartUpload"],
            resources: ["arn:aws:s3:::example-vault/production/*"],
          },
        ],
      });
    });

    test("go to a store of its own elsewhere, with keys from a Secret", () => {
      const { job: cronJob, permissions } = job({
        snapshots: { s3: { bucket: "example", region: "eu", endpoint: "https://s3.example.net" } },
      });
      expect(JSON.stringify(cronJob)).toContain('"envFrom":[{"secretRef":{"name":"vault-snapshots"}}]');
      expect(JSON.stringify(cronJob)).toContain('"value":"https://s3.example.net"');
      expect(permissions[1]).toEqual({ serviceAccounts: ["vault-snapshots"] });
    });

    test("go into the container on Azure by workload identity", () => {
      const { job: cronJob, permissions } = job(
        { snapshots: { azure: { storageAccount: "examplevault", container: "vault" } } },
        onAzure,
      );
      expect(at(cronJob, "spec.jobTemplate.spec.template.metadata.labels")).toMatchObject({
        "azure.workload.identity/use": "true",
      });
      expect(permissions[1]?.azure).toEqual([
        {
          role: "Storage Blob Data Contributor",
          scope:
            "/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups/abc-k8s/providers/Microsoft.Storage/storageAccounts/examplevault/blobServices/default/containers/vault",
        },
      ]);
    });

    test("are taken by images that can't change, in containers without privilege", () => {
      const { pod } = job({ snapshots: s3 }, onAws);
      const text = JSON.stringify(pod);
      expect(text.match(/"image":"[^"]+"/g)).toEqual([
        expect.stringMatching(/hashicorp\/vault:[\d.]+@sha256:[0-9a-f]{64}/),
        expect.stringMatching(/rclone\/rclone:[\d.]+@sha256:[0-9a-f]{64}/),
      ]);
      expect(text.match(/"readOnlyRootFilesystem":true/g)).toHaveLength(2);
      expect(text).toContain('"runAsNonRoot":true');
    });

    test("log in by a token that is good for Vault alone", () => {
      const { pod } = job({ snapshots: s3 }, onAws);
      expect(JSON.stringify(pod)).toContain(
        '{"serviceAccountToken":{"path":"token","audience":"vault","expirationSeconds":600}}',
      );
      expect(JSON.stringify(pod)).toContain("jwt=@/var/run/secrets/vault/token");
    });

    test("come from the leader and under its certificate's name", () => {
      expect(JSON.stringify(job({ snapshots: s3 }, onAws).pod)).toContain(
        '{"name":"VAULT_ADDR","value":"https://vault-active.vault.svc:8200"}',
      );
    });

    test.each([
      [{}, laptop, "says nowhere to put them, which the variant snapshots needs to know; name s3 or azure."],
      [{ snapshots: s3 }, laptop, "s3 has no region, and outside AWS none follows from the environment."],
      [
        { snapshots: { azure: { storageAccount: "exa", container: "vault" } } },
        onAws,
        "azure works in Azure only, where this environment is not; name s3.",
      ],
      [
        { snapshots: { ...s3, azure: { storageAccount: "exa", container: "vault" } } },
        onAzure,
        "names both s3 and azure; keep one.",
      ],
    ])("of %j are refused with the way out", (options, change, message) => {
      expect(() => job(options, change)).toThrow(
        `production: components.vault.snapshots: ${message}`.replace("production", change.environment ?? ""),
      );
    });

    test("are taken only where the variant is chosen", () => {
      expect(configure(vault, { snapshots: s3 }, onAws).manifests.map(({ kind }) => kind)).not.toContain("CronJob");
    });
  });

  test("serves its page from the leader, whose certificate the gateway can check", () => {
    expect(configure(vault).links).toEqual([
      {
        name: "Vault",
        host: "vault",
        service: {
          name: "vault-active",
          port: 8200,
          tls: { hostname: "vault-active.vault.svc", caSecret: "vault-tls" },
        },
      },
    ]);
  });

  test.each([
    [{ seal: "transit" }, /seal/],
    [{ dataSize: "10 GB" }, /is not a size of a volume such as 10Gi/],
    [{ keyVault: "Example--Vault" }, /is not the name of a Key Vault/],
    [{ snapshots: { s3: { bucket: "Example" } } }, /is not the name of a bucket/],
    [{ snapshots: { schedule: "daily" } }, /is not a cron schedule/],
    [{ replicas: 3 }, /replicas/],
  ])("refuses the options %j", (options, message) => {
    expect(() => configure(vault, options)).toThrow(message);
  });
});
