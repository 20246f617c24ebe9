import { ORGANIZATION, k3d, k3s, node } from "../files";
import type { WrongCase } from "./wrong-case";

/** What one place asks of another. */
export const ACROSS: readonly WrongCase[] = [
  {
    name: "a peer that does not exist",
    yaml: k3s({ peers: "[developement]" }),
    others: { "environments/development.yaml": k3d({ domain: "development.example.org" }) },
    message:
      'environments/staging.yaml:9:9  peers[0]: "developement" is not an environment; environments/developement.yaml does not exist. Did you mean "development"? Put the file back, or take it out of peers.',
  },
  {
    name: "an environment that is its own peer",
    yaml: k3s({ peers: "[staging]" }),
    message: 'environments/staging.yaml:9:9  peers[0]: "staging" is this environment itself.',
  },
  {
    name: "a promotion that names no environment",
    yaml: k3s(),
    others: { "environments/organization.yaml": `${ORGANIZATION}promotion: [staging, production]\n` },
    message:
      'environments/organization.yaml:3:22  promotion[1]: "production" is neither an environment nor a profile; environments/production.yaml does not exist. Put the file back, or take it out of promotion.',
  },
  {
    name: "an environment that was renamed: the promotion, and what its stack protects",
    yaml: k3s(),
    others: {
      "environments/organization.yaml": `${ORGANIZATION}promotion: [staging, edge]\n`,
      "environments/protected.json": '{ "edge": ["a.b"], "edge-data": ["a.b"], "staging": ["a.b"] }',
    },
    message: `environments/organization.yaml:3:22  promotion[1]: "edge" is neither an environment nor a profile; environments/edge.yaml does not exist. Put the file back, or take it out of promotion.
environments/protected.json  edge: the stack is gone, and with it 1 protected resource (a.b). Put environments/edge.yaml back, or name "edge" with the reason under "removals" in environments/organization.yaml. A file under a new name is a new environment: the key of its state is the name, so what runs would stay with the old one.`,
  },
  {
    name: "an environment that is promoted twice",
    yaml: k3s(),
    others: { "environments/organization.yaml": `${ORGANIZATION}promotion: [staging, staging]\n` },
    message: 'environments/organization.yaml:3:22  promotion[1]: "staging" is named twice in this list.',
  },
  {
    name: "two environments with one domain",
    yaml: k3s(),
    others: { "environments/development.yaml": k3d() },
    message:
      'environments/staging.yaml:2:9  domain: "staging.example.org" is the domain of staging here and of development at environments/development.yaml:2:9; every environment has its own, so change the one that is new.',
  },
  {
    name: "two nodes with one address",
    yaml: k3s({}, { agents: `{ agent-1: ${node(11)} }` }),
    message:
      'environments/staging.yaml:9:33  cluster.agents.agent-1.address: "192.0.2.11" with SSH port 22 is agent-1 of staging here and server-1 of staging at environments/staging.yaml:8:35; a machine belongs to one node, so change the one that is new.',
  },
  {
    name: "one machine in two environments",
    yaml: k3s(),
    others: { "environments/edge.yaml": k3s({ domain: "edge.example.org" }) },
    message:
      'environments/staging.yaml:8:35  cluster.servers.server-1.address: "192.0.2.11" with SSH port 22 is server-1 of staging here and server-1 of edge at environments/edge.yaml:8:35; a machine belongs to one node, so change the one that is new.',
  },
  {
    name: "two nodes with one private address",
    yaml: k3s(
      {},
      {
        servers: `{ server-1: ${node(11, ", privateAddress: 10.0.0.1")} }`,
        agents: `{ agent-1: ${node(12, ", privateAddress: 10.0.0.1")} }`,
      },
    ),
    message:
      'environments/staging.yaml:9:152  cluster.agents.agent-1.privateAddress: "10.0.0.1" is already the private address of server-1.',
  },
  {
    name: "a node that is a server and an agent",
    yaml: k3s({}, { agents: `{ server-1: ${node(12)} }` }),
    message:
      'environments/staging.yaml:9:13  cluster.agents.server-1: "server-1" is a server and an agent; a node has one role and a name of its own.',
  },
  {
    name: "ranges of pods and services that overlap",
    yaml: k3s({}, { podCidr: "10.0.0.0/8" }),
    message:
      "environments/staging.yaml:9:12  cluster.serviceCidr: 10.43.0.0/16 (services, by default) overlaps 10.0.0.0/8 (pods); choose another.",
  },
  {
    name: "a node inside the range of pods",
    yaml: k3s({}, { podCidr: "192.0.0.0/16" }),
    message:
      "environments/staging.yaml:8:35  cluster.servers.server-1.address: 192.0.2.11 (server-1) lies in 192.0.0.0/16 (pods); choose another.",
  },
  {
    name: "peers whose default ranges overlap",
    yaml: k3s({ peers: "[edge]" }),
    others: { "environments/edge.yaml": k3s({ domain: "edge.example.org" }, { servers: `{ server-1: ${node(31)} }` }) },
    message: `environments/staging.yaml:9:9  cluster.podCidr: 10.42.0.0/16 (pods, by default) overlaps 10.42.0.0/16 (pods, by default of its peer edge); choose another.
environments/staging.yaml:9:9  cluster.serviceCidr: 10.43.0.0/16 (services, by default) overlaps 10.43.0.0/16 (services, by default of its peer edge); choose another.`,
  },
  {
    name: "peers whose written ranges overlap, which is told once",
    yaml: k3s({ peers: "[edge]" }, { podCidr: "10.1.0.0/16", serviceCidr: "10.2.0.0/16" }),
    others: {
      "environments/edge.yaml": k3s(
        { domain: "edge.example.org", peers: "[staging]" },
        { servers: `{ server-1: ${node(31)} }`, podCidr: "10.0.0.0/15", serviceCidr: "10.3.0.0/16" },
      ),
    },
    message:
      "environments/edge.yaml:9:12  cluster.podCidr: 10.0.0.0/15 (pods) overlaps 10.1.0.0/16 (pods of its peer staging); choose another.",
  },
  {
    name: "three servers without an endpoint",
    yaml: k3s({}, { servers: `{ server-1: ${node(11)}, server-2: ${node(12)}, server-3: ${node(13)} }` }),
    message:
      'environments/staging.yaml:6:1  cluster.endpoint: is missing. With 3 servers, agents and people need one name or address for all of them (DNS, load balancer or virtual IP): one server\'s own would take the API down with that server. Write for example "endpoint: k3s.staging.example.org".',
  },
  {
    name: "an unencrypted mirror without checksums",
    yaml: k3s({}, { mirror: "http://mirror.example.org/k3s" }),
    message:
      'environments/staging.yaml:9:11  cluster.mirror: "http://mirror.example.org/k3s" is not encrypted, so anybody on the way could change the binary: write the checksums of the k3s binary under cluster.checksums, or use https://.',
  },
  {
    name: "an unencrypted mirror with empty checksums",
    yaml: k3s({}, { mirror: "http://mirror.example.org/k3s", checksums: "{}" }),
    message:
      'environments/staging.yaml:9:11  cluster.mirror: "http://mirror.example.org/k3s" is not encrypted, so anybody on the way could change the binary: write the checksums of the k3s binary under cluster.checksums, or use https://.',
  },
  {
    name: "a port that two things of a k3d cluster want",
    yaml: k3d({}, { apiPort: "5001", ports: '["5001:80@loadbalancer"]' }),
    message: `environments/staging.yaml:6:1   cluster.registryPort: 5001, its default, is already the port of apiPort on this machine; choose another.
environments/staging.yaml:9:11  cluster.ports[0]: 5001 is already the port of apiPort on this machine; choose another.`,
  },
  {
    name: "a k3d environment whose name is too long for k3d",
    yaml: k3s(),
    others: { [`environments/${"d".repeat(33)}.yaml`]: k3d({ domain: "development.example.org" }) },
    message: `environments/${"d".repeat(33)}.yaml:1:1  the file's name has 33 characters, and that of a k3d cluster at most 32; choose a shorter one.`,
  },
  {
    name: "a port mapping out of range",
    yaml: k3d({}, { ports: '["80800:80@loadbalancer"]' }),
    message: "environments/staging.yaml:8:11  cluster.ports[0]: 80800 is not a port; ports are from 1 to 65535.",
  },
  {
    name: "an organization without a name",
    yaml: k3s(),
    others: { "environments/organization.yaml": "domain: example.org\n" },
    message:
      'environments/organization.yaml:1:1  name: is missing: the organization\'s short name; every state key begins with it, so it never changes. Write for example "name: example".',
  },
  {
    name: "a value with two mistakes, of which it tells the first",
    yaml: k3s(),
    others: { "environments/organization.yaml": `name: ${"Example".repeat(10)}\ndomain: example.org\n` },
    message:
      'environments/organization.yaml:1:7  name: "ExampleExampleExampleExampleExampleExampleExampleExampleExampleExample" is too long; at most 40 characters are allowed.',
  },
  {
    name: "an organization with an unknown key",
    yaml: k3s(),
    others: { "environments/organization.yaml": `${ORGANIZATION}promotions: [staging]\n` },
    message: 'environments/organization.yaml:3:1  promotions: unknown key. Did you mean "promotion"?',
  },
];
