import { k3d, k3s } from "../files";
import type { WrongCase } from "./wrong-case";

/** Values of the wrong type. */
export const TYPES: readonly WrongCase[] = [
  {
    name: "a number where a text is needed",
    yaml: k3s({ components: "{ argo-cd: { version: 10.10 } }" }),
    message:
      "environments/staging.yaml:5:35  components.argo-cd.version: 10.10 is a number, not a text such as 10.1.1.",
  },
  {
    name: "true where a text is needed",
    yaml: k3s({ tags: "{ public: true }" }),
    message: 'environments/staging.yaml:9:17  tags.public: true is not a text; put it in quotes: "true".',
  },
  {
    name: "a text where a number is needed",
    yaml: k3s({}, { drainTimeoutSeconds: '"300"' }),
    message:
      'environments/staging.yaml:9:24  cluster.drainTimeoutSeconds: "300" is not a number; leave out the quotes.',
  },
  {
    name: "a text with a unit where a number is needed",
    yaml: k3s({}, { drainTimeoutSeconds: "5m" }),
    message: 'environments/staging.yaml:9:24  cluster.drainTimeoutSeconds: "5m" is not a number.',
  },
  {
    name: "a fraction where a whole number is needed",
    yaml: k3d({}, { agents: "1.5" }),
    message: "environments/staging.yaml:8:11  cluster.agents: 1.5 is not a whole number.",
  },
  {
    name: "a list where a map is needed",
    yaml: k3s({}, { servers: "[192.0.2.11]" }),
    message: "environments/staging.yaml:8:12  cluster.servers: is a list; a map of keys and values is needed.",
  },
  {
    name: "a map where a list is needed",
    yaml: k3s({ peers: "{ development: true }" }),
    message: "environments/staging.yaml:9:8  peers: is a map of keys and values; a list is needed.",
  },
  {
    name: "a text where a list is needed",
    yaml: k3s({}, { disable: "traefik" }),
    message: 'environments/staging.yaml:9:12  cluster.disable: "traefik" is not a list; write it as [traefik].',
  },
  {
    name: "a map where a text is needed",
    yaml: k3s({ domain: "{ name: example.org }" }),
    message: "environments/staging.yaml:2:9  domain: is a map of keys and values; a text is needed.",
  },
  {
    name: "a list where a text is needed",
    yaml: k3s({ domain: "[example.org]" }),
    message: "environments/staging.yaml:2:9  domain: is a list; a text is needed.",
  },
  {
    name: "a text where a map is needed",
    yaml: k3s({ cluster: "small" }),
    message: 'environments/staging.yaml:6:10  cluster: "small" is not a map of keys and values.',
  },
  {
    name: "a text where true or false is needed",
    yaml: k3s({}, { registries: "{ configs: { r.example.org: { credential: yes } } }" }),
    message:
      'environments/staging.yaml:9:57  cluster.registries.configs["r.example.org"].credential: "yes" is not true or false.',
  },
  {
    name: "an empty text",
    yaml: k3s({ description: '""' }),
    message: 'environments/staging.yaml:9:14  description: "" is empty; write a text.',
  },
  {
    name: "a cluster of another kind",
    yaml: k3d({}, { endpoint: "k3s.example.org" }),
    message:
      "environments/staging.yaml:8:3  cluster.endpoint: unknown key. Allowed here: agents, apiPort, digest, disable, ports, registryPort, servers, version.",
  },
  {
    name: "several mistakes at once, in the order of the file",
    yaml: k3s(
      { domain: "Example", peers: "[nowhere]", colour: "blue" },
      { podCidr: "10.42.0.0/33", serviceCidr: "10.43.1.0/16" },
    ),
    message: `environments/staging.yaml:2:9    domain: "Example" is not a domain such as example.org, in lower case.
environments/staging.yaml:9:12   cluster.podCidr: "10.42.0.0/33" is not an IPv4 range such as 10.42.0.0/16.
environments/staging.yaml:10:16  cluster.serviceCidr: "10.43.1.0/16" is not the beginning of its range; write 10.43.0.0/16.
environments/staging.yaml:11:9   peers[0]: "nowhere" is not an environment; environments/nowhere.yaml does not exist. Put the file back, or take it out of peers.
environments/staging.yaml:12:1   colour: unknown key. Allowed here: applications, cluster, clusters, components, description, dns, domain, exceptions, extends, gitops, kind, peers, prereleases, removals, state, tags, tenants.`,
  },
];
