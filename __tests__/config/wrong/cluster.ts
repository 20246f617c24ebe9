import { k3d, k3s } from "../files";
import type { WrongCase } from "./wrong-case";

/** Everything else in a cluster that has a form. */
export const CLUSTER: readonly WrongCase[] = [
  {
    name: "a k3s version without its k3s part",
    yaml: k3s({}, { version: "v1.35.4" }),
    message:
      'environments/staging.yaml:7:12  cluster.version: "v1.35.4" is not an exact k3s version such as v1.35.4+k3s1.',
  },
  {
    name: "a k3s version that is a range",
    yaml: k3s({}, { version: "1.35" }),
    message: "environments/staging.yaml:7:12  cluster.version: 1.35 is a number, not a text such as v1.35.4+k3s1.",
  },
  {
    name: "a chart version that is no version",
    yaml: k3s({ components: "{ argo-cd: { version: latest } }" }),
    message:
      'environments/staging.yaml:5:35  components.argo-cd.version: "latest" is not an exact version such as 10.1.1; nothing here is ever a range or latest.',
  },
  {
    name: "a range of chart versions",
    yaml: k3s({ components: '{ argo-cd: { version: "~10.1" } }' }),
    message:
      'environments/staging.yaml:5:35  components.argo-cd.version: "~10.1" is not an exact version such as 10.1.1; nothing here is ever a range or latest.',
  },
  {
    name: "an unknown component",
    yaml: k3s({ components: "{ argo-cd: { version: 10.1.1 }, argocd: { version: 10.1.1 } }" }),
    message: 'environments/staging.yaml:5:45  components.argocd: "argocd" is not a component. Did you mean "argo-cd"?',
  },
  {
    name: "a range that is no range",
    yaml: k3s({}, { podCidr: "10.42.0.0" }),
    message: 'environments/staging.yaml:9:12  cluster.podCidr: "10.42.0.0" is not an IPv4 range such as 10.42.0.0/16.',
  },
  {
    name: "a range whose host bits are set",
    yaml: k3s({}, { podCidr: "10.42.7.1/16" }),
    message:
      'environments/staging.yaml:9:12  cluster.podCidr: "10.42.7.1/16" is not the beginning of its range; write 10.42.0.0/16.',
  },
  {
    name: "a domain with capitals",
    yaml: k3s({ domain: "Staging.Example.org" }),
    message:
      'environments/staging.yaml:2:9  domain: "Staging.Example.org" is not a domain such as example.org, in lower case.',
  },
  {
    name: "a domain without a dot",
    yaml: k3s({ domain: "staging" }),
    message: 'environments/staging.yaml:2:9  domain: "staging" is not a domain such as example.org, in lower case.',
  },
  {
    name: "an endpoint that is an address with a port",
    yaml: k3s({}, { endpoint: "k3s.example.org:6443" }),
    message:
      'environments/staging.yaml:9:13  cluster.endpoint: "k3s.example.org:6443" is not a host name in lower case or an IPv4 address.',
  },
  {
    name: "an endpoint that is nearly an address",
    yaml: k3s({}, { endpoint: "10.0.0.256" }),
    message:
      'environments/staging.yaml:9:13  cluster.endpoint: "10.0.0.256" is not a host name in lower case or an IPv4 address.',
  },
  {
    name: "a mirror of another protocol",
    yaml: k3s({}, { mirror: "ftp://mirror.example.org" }),
    message:
      'environments/staging.yaml:9:11  cluster.mirror: "ftp://mirror.example.org" is not an http:// or https:// address without user, query and fragment.',
  },
  {
    name: "a mirror with a password",
    yaml: k3s({}, { mirror: "https://user:secret@mirror.example.org" }),
    message:
      'environments/staging.yaml:9:11  cluster.mirror: "https://…@mirror.example.org" is not an http:// or https:// address without user, query and fragment.',
  },
  {
    name: "a checksum in capitals",
    yaml: k3s({}, { checksums: `{ amd64: ${"AB".repeat(32)} }` }),
    message:
      'environments/staging.yaml:9:23  cluster.checksums.amd64: "ABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABAB" is not a SHA-256 checksum: 64 lower-case hexadecimal digits.',
  },
  {
    name: "an unknown flannel backend",
    yaml: k3s({}, { flannelBackend: "wiregard-native" }),
    message:
      'environments/staging.yaml:9:19  cluster.flannelBackend: "wiregard-native" is not allowed; one of wireguard-native, vxlan, host-gw. Did you mean "wireguard-native"?',
  },
  {
    name: "an unknown packaged component",
    yaml: k3s({}, { disable: "[traefic]" }),
    message:
      'environments/staging.yaml:9:13  cluster.disable[0]: "traefic" is not allowed; one of coredns, servicelb, traefik, local-storage, metrics-server, runtimes. Did you mean "traefik"?',
  },
  {
    name: "a schedule of six fields",
    yaml: k3s({}, { snapshots: '{ schedule: "0 0 */12 * * *" }' }),
    message:
      'environments/staging.yaml:9:26  cluster.snapshots.schedule: "0 0 */12 * * *" is not a cron schedule such as "0 */12 * * *" (minute, hour, day, month, weekday).',
  },
  {
    name: "a schedule at an hour that does not exist",
    yaml: k3s({}, { snapshots: '{ schedule: "0 24 * * *" }' }),
    message:
      'environments/staging.yaml:9:26  cluster.snapshots.schedule: "0 24 * * *" is not a cron schedule such as "0 */12 * * *" (minute, hour, day, month, weekday).',
  },
  {
    name: "no snapshots kept",
    yaml: k3s({}, { snapshots: "{ retention: 0 }" }),
    message: "environments/staging.yaml:9:27  cluster.snapshots.retention: 0 is too small; the least allowed is 1.",
  },
  {
    name: "a user that Linux does not allow",
    yaml: k3s({}, { ssh: "{ user: Bob Smith }" }),
    message: 'environments/staging.yaml:9:16  cluster.ssh.user: "Bob Smith" is not the name of a Linux user.',
  },
  {
    name: "a bastion without its host key",
    yaml: k3s({}, { ssh: "{ bastion: { host: bastion.example.org } }" }),
    message:
      'environments/staging.yaml:9:10  cluster.ssh.bastion.hostKey: is missing: the jump host\'s SSH host key. Write for example "hostKey: ecdsa-sha2-nistp256 AAAA…".',
  },
  {
    name: "a registry mirror without endpoints",
    yaml: k3s({}, { registries: "{ mirrors: { docker.io: { endpoint: [] } } }" }),
    message:
      'environments/staging.yaml:9:51  cluster.registries.mirrors["docker.io"].endpoint: is an empty list; at least one value is needed.',
  },
  {
    name: "a CA file with a relative path",
    yaml: k3s({}, { registries: "{ configs: { r.example.org: { tls: { caFile: ca.pem } } } }" }),
    message:
      'environments/staging.yaml:9:60  cluster.registries.configs["r.example.org"].tls.caFile: "ca.pem" is not an absolute path such as /etc/ssl/ca.pem.',
  },
  {
    name: "a port mapping without its node",
    yaml: k3d({}, { ports: "[8080:80]" }),
    message:
      'environments/staging.yaml:8:11  cluster.ports[0]: "8080:80" is not a port mapping such as "8080:80@loadbalancer".',
  },
  {
    name: "too many servers for a laptop",
    yaml: k3d({}, { servers: "9" }),
    message: "environments/staging.yaml:8:12  cluster.servers: 9 is too large; the most allowed is 7.",
  },
  {
    name: "an image digest of the wrong length",
    yaml: k3d({}, { digest: "sha256:abc" }),
    message:
      'environments/staging.yaml:8:11  cluster.digest: "sha256:abc" is not the digest of an image: sha256: and 64 hexadecimal digits.',
  },
];
