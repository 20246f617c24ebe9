import { HOST_KEY, k3s } from "../files";
import type { WrongCase } from "./wrong-case";

/** Tenants, virtual clusters, names in the DNS, and the repository that Flux reads. */
export const TENANTS_AND_CLUSTERS: readonly WrongCase[] = [
  {
    name: "two tenants with one namespace, and one in a component's",
    yaml: k3s({ tenants: "{ shop: {}, store: { namespace: shop }, argocd: {} }" }),
    message: `environments/staging.yaml:9:42  tenants.store.namespace: "shop" is already the namespace of the tenant shop; choose another.
environments/staging.yaml:9:50  tenants.argocd: "argocd" is a namespace of the component argo-cd; choose another.`,
  },
  {
    name: "a tenant and an application in the namespace of a virtual cluster",
    yaml: k3s({
      components: "{ argo-cd: { version: 10.1.1 }, external-secrets: { version: 2.9.0 } }",
      clusters: "{ preview: { version: 0.36.1, kubernetes: v1.35.4 } }",
      tenants: "{ shop: { namespace: vcluster-preview }, press: { namespace: vcluster-other } }",
      applications: "{ vcluster-preview: { path: web } }",
    }),
    message: `environments/staging.yaml:10:31  tenants.shop.namespace: "vcluster-preview" is a namespace of the virtual cluster preview; choose another.
environments/staging.yaml:11:17  applications.vcluster-preview: "vcluster-preview" is a namespace of the virtual cluster preview; choose another.`,
  },
  {
    name: "a quota in units of its own",
    yaml: k3s({ tenants: "{ shop: { quota: { cpu: 4, memory: 8 GB, storage: 1e3, pods: 0 } } }" }),
    message: `environments/staging.yaml:9:34  tenants.shop.quota.cpu: 4 is a number, not a text; put it in quotes: "4".
environments/staging.yaml:9:45  tenants.shop.quota.memory: "8 GB" is not an amount of bytes such as 512Mi or 8Gi.
environments/staging.yaml:9:60  tenants.shop.quota.storage: 1e3 is a number, not a text such as 50Gi.
environments/staging.yaml:9:71  tenants.shop.quota.pods: 0 is too small; the least allowed is 1.`,
  },
  {
    name: "a source with a password, a range that is none, and a group twice",
    yaml: k3s({
      tenants:
        '{ shop: { sources: ["https://me:secret@git.example.org/shop"], egress: [198.51.100.7/24], admins: [a, a] } }',
    }),
    message: `environments/staging.yaml:9:30   tenants.shop.sources[0]: "https://…@git.example.org/shop" is not the address of a repository: https://, oci:// or ssh://, without a password.
environments/staging.yaml:9:82   tenants.shop.egress[0]: "198.51.100.7/24" is not the beginning of its range; write 198.51.100.0/24.
environments/staging.yaml:9:112  tenants.shop.admins[1]: "a" is named twice in this list.`,
  },
  {
    name: "a virtual cluster under Flux",
    yaml: k3s({
      gitops: "{ engine: flux, repository: example/platform, revision: main }",
      components: "{ flux: { version: 2.18.3 }, external-secrets: { version: 2.9.0 } }",
      clusters: "{ preview: { version: 0.36.1, kubernetes: v1.35.4 } }",
    }),
    message:
      "environments/staging.yaml:9:13  clusters.preview: a virtual cluster is registered in Argo CD, and gitops.engine is flux here. Take it out.",
  },
  {
    name: "a virtual cluster without what reads its credentials, of a tenant that does not exist",
    yaml: k3s({ clusters: "{ preview: { version: 0.36.1, kubernetes: v1.35.4, tenant: shop } }" }),
    message: `environments/staging.yaml:9:13  clusters.preview: needs the component "external-secrets", which staging does not have. Add it, or take preview out.
environments/staging.yaml:9:70  clusters.preview.tenant: "shop" is not a tenant of staging; there is none.`,
  },
  {
    name: "a virtual cluster without an exact Kubernetes version, called like an application",
    yaml: k3s({
      components: "{ argo-cd: { version: 10.1.1 }, external-secrets: { version: 2.9.0 } }",
      clusters: '{ preview: { version: 0.36.1, kubernetes: "1.35" } }',
      applications: "{ preview: { path: preview } }",
    }),
    message: `environments/staging.yaml:9:13  clusters.preview: "preview" is the name of an application; choose another.
environments/staging.yaml:9:53  clusters.preview.kubernetes: "1.35" is not an exact Kubernetes version such as v1.35.4.`,
  },
  {
    name: "a zone that does not hold the domain",
    yaml: k3s({ dns: "{ provider: cloudflare, zone: example.net }" }),
    message:
      'environments/staging.yaml:9:36  dns.zone: "example.net" does not hold the environment\'s domain staging.example.org; name the zone that does.',
  },
  {
    name: "a zone that only ends like the domain",
    yaml: k3s({ dns: "{ provider: cloudflare, zone: ample.org }" }),
    message:
      'environments/staging.yaml:9:36  dns.zone: "ample.org" does not hold the environment\'s domain staging.example.org; name the zone that does.',
  },
  {
    name: "a zone of another provider's form",
    yaml: k3s({ dns: "{ provider: azure, zone: example.org, region: westeurope, tenant: contoso, subscription: 1 }" }),
    message: `environments/staging.yaml:9:1   dns.resourceGroup: is missing: the zone's resource group. Write for example "resourceGroup: dns".
environments/staging.yaml:9:44  dns.region: unknown key. Allowed here: provider, resourceGroup, subscription, tenant, zone.
environments/staging.yaml:9:72  dns.tenant: "contoso" is not an id such as 11111111-2222-3333-4444-555555555555, in lower case.
environments/staging.yaml:9:95  dns.subscription: 1 is a number, not a text such as 66666666-7777-8888-9999-aaaaaaaaaaaa.`,
  },
  {
    name: "an unknown provider",
    yaml: k3s({ dns: "{ provider: route54, zone: example.org }" }),
    message:
      'environments/staging.yaml:9:18  dns.provider: "route54" is not allowed; one of cloudflare, route53, azure. Did you mean "route53"?',
  },
  {
    name: "a repository that Flux reads by SSH from a host whose keys are missing",
    yaml: k3s({
      gitops: "{ engine: flux, repository: git@git.example.org:platform.git, revision: main, credential: ssh }",
      components: "{ flux: { version: 2.18.3 } }",
    }),
    message:
      'environments/staging.yaml:4:1  gitops.knownHosts: is missing: Flux reads from git.example.org by SSH and must know its host keys. Write those that "ssh-keyscan git.example.org" prints, for example "knownHosts: [git.example.org ssh-ed25519 AAAA…]", once you have compared them.',
  },
  {
    name: "known hosts that are keys alone",
    yaml: k3s({
      gitops: `{ engine: argocd, repository: example/platform, revision: main, knownHosts: ["${HOST_KEY}"] }`,
    }),
    message:
      'environments/staging.yaml:4:86  gitops.knownHosts[0]: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEzI7aBOYXb8pgxOFyDpwRYPVVkWr1+5+5Utnr+nNwoA" is not a line of known_hosts such as git.example.org ssh-ed25519 AAAA…, without a comment.',
  },
];
