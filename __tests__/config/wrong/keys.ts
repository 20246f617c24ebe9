import { k3s, node } from "../files";
import type { WrongCase } from "./wrong-case";

/** Keys that are unknown, missing, empty, or of the wrong form. */
export const KEYS: readonly WrongCase[] = [
  {
    name: "an unknown key near a known one",
    yaml: k3s({ componets: "{}" }),
    message: 'environments/staging.yaml:9:1  componets: unknown key. Did you mean "components"?',
  },
  {
    name: "an unknown key far from all others",
    yaml: k3s({ frobnicate: "1" }),
    message:
      "environments/staging.yaml:9:1  frobnicate: unknown key. Allowed here: applications, cluster, clusters, components, description, dns, domain, exceptions, extends, gitops, kind, peers, prereleases, removals, state, tags, tenants.",
  },
  {
    name: "an unknown key in a node",
    yaml: k3s({}, { servers: `{ server-1: ${node(11, ", adress: 192.0.2.12")} }` }),
    message: 'environments/staging.yaml:8:138  cluster.servers.server-1.adress: unknown key. Did you mean "address"?',
  },
  {
    name: "a missing top-level key",
    yaml: k3s({ domain: undefined }),
    message:
      'environments/staging.yaml:1:1  domain: is missing: the DNS domain below which the environment\'s host names lie; every environment has its own. Write for example "domain: staging.example.org".',
  },
  {
    name: "a missing map",
    yaml: k3s({ gitops: undefined }),
    message:
      "environments/staging.yaml:1:1  gitops: is missing: the engine that pulls everything else into the cluster, and from where.",
  },
  {
    name: "a missing key of a node",
    yaml: k3s({}, { servers: "{ server-1: { address: 192.0.2.11 } }" }),
    message:
      'environments/staging.yaml:8:14  cluster.servers.server-1.hostKey: is missing: the node\'s SSH host key (ssh-keyscan -t ecdsa <address>). Write for example "hostKey: ecdsa-sha2-nistp256 AAAA…".',
  },
  {
    name: "a missing cluster",
    yaml: k3s({ cluster: undefined }),
    message: "environments/staging.yaml:1:1  cluster: is missing: the k3s cluster.",
  },
  {
    name: "a missing kind",
    yaml: k3s({ kind: undefined }),
    message: "environments/staging.yaml:1:1  kind: is missing; one of k3s, k3d, eks.",
  },
  {
    name: "an unknown kind",
    yaml: k3s({ kind: "k8s" }),
    message: 'environments/staging.yaml:1:7  kind: "k8s" is not allowed; one of k3s, k3d, eks. Did you mean "k3s"?',
  },
  {
    name: "a kind of the wrong type",
    yaml: k3s({ kind: "[k3s]" }),
    message: "environments/staging.yaml:1:7  kind: is a list; one of k3s, k3d, eks is needed.",
  },
  {
    name: "a key without value",
    yaml: k3s({ domain: "" }),
    message:
      "environments/staging.yaml:2:9  domain: has no value. Write one, or delete the key: no profile gives it a value that null could remove.",
  },
  {
    name: "null where nothing is to be removed",
    yaml: k3s({}, { agents: "~" }),
    message:
      "environments/staging.yaml:9:11  cluster.agents: has no value. Write one, or delete the key: no profile gives it a value that null could remove.",
  },
  {
    name: "a policy id in the wrong form",
    yaml: k3s({ exceptions: '{ quorum: { reason: It shrinks., expires: "2026-12-31" } }' }),
    message:
      'environments/staging.yaml:9:15  exceptions.quorum: "quorum" is not the id of a policy such as K3S-01, or of a check of checkov.',
  },
  {
    name: "an exception that never ends",
    yaml: k3s({ exceptions: "{ K3S-01: { reason: It shrinks. } }" }),
    message:
      'environments/staging.yaml:9:15  exceptions.K3S-01.expires: is missing: the day from which the rule holds again, as year-month-day. Write for example "expires: 2026-12-31".',
  },
  {
    name: "a day that does not exist",
    yaml: k3s({ exceptions: "{ K3S-01: { reason: It shrinks., expires: 2026-02-30 } }" }),
    message:
      'environments/staging.yaml:9:55  exceptions.K3S-01.expires: "2026-02-30" is not a date such as 2026-12-31.',
  },
  {
    name: "a removal without reason",
    yaml: k3s({ removals: '{ aws_s3_bucket_data: " " }' }),
    message: 'environments/staging.yaml:9:33  removals.aws_s3_bucket_data: " " is empty; write a text.',
  },
];
