import { ORGANIZATION, k3d, k3s, node } from "../files";
import type { WrongCase } from "./wrong-case";

/** What environments share. */
export const PROFILES: readonly WrongCase[] = [
  {
    name: "a profile that does not exist",
    yaml: k3s({ extends: "standart" }),
    others: { "environments/profiles/standard.yaml": "tags: { a: b }\n" },
    message:
      'environments/staging.yaml:9:10  extends: "standart" is not a profile; environments/profiles holds standard. Did you mean "standard"?',
  },
  {
    name: "a profile where there is none",
    yaml: k3s({ extends: "standard" }),
    message:
      'environments/staging.yaml:9:10  extends: "standard" is not a profile; environments/profiles holds no profile.',
  },
  {
    name: "extends of the wrong type",
    yaml: k3s({ extends: "[standard, 1]" }),
    others: { "environments/profiles/standard.yaml": "tags: { a: b }\n" },
    message: "environments/staging.yaml:9:21  extends: 1 is not the name of a profile, nor a list of names.",
  },
  {
    name: "a profile that extends itself",
    yaml: k3s({ extends: "loop" }),
    others: { "environments/profiles/loop.yaml": "extends: loop\n" },
    message: "environments/profiles/loop.yaml:1:10  extends: profiles extend each other in a circle: loop → loop.",
  },
  {
    name: "profiles that extend each other in a circle, with the whole circle",
    yaml: k3s({ extends: "one" }),
    others: {
      "environments/profiles/one.yaml": "extends: two\n",
      "environments/profiles/two.yaml": "extends: [three]\n",
      "environments/profiles/three.yaml": "extends: one\n",
    },
    message:
      "environments/profiles/three.yaml:1:10  extends: profiles extend each other in a circle: one → two → three → one.",
  },
  {
    name: "a wrong value of a profile, in the profile's file and once",
    yaml: k3s({ extends: "standard" }),
    others: {
      "environments/profiles/standard.yaml": "cluster:\n  podCidr: 10.42.0.0/40\n",
      "environments/edge.yaml": k3s(
        { domain: "edge.example.org", extends: "standard" },
        { servers: `{ server-1: ${node(31)} }` },
      ),
    },
    message:
      'environments/profiles/standard.yaml:2:12  cluster.podCidr: "10.42.0.0/40" is not an IPv4 range such as 10.42.0.0/16.',
  },
  {
    name: "a wrong value of a profile that the environment overrides",
    yaml: k3s({ extends: "standard" }, { drainTimeoutSeconds: "60" }),
    others: { "environments/profiles/standard.yaml": "cluster:\n  drainTimeoutSeconds: none\n" },
    message: 'environments/profiles/standard.yaml:2:24  cluster.drainTimeoutSeconds: "none" is not a number.',
  },
  {
    name: "a wrong value of a profile that nobody uses",
    yaml: k3s(),
    others: { "environments/profiles/standard.yaml": "cluster:\n  podCidr: 10.42.0.0/40\n" },
    message:
      'environments/profiles/standard.yaml:2:12  cluster.podCidr: "10.42.0.0/40" is not an IPv4 range such as 10.42.0.0/16.',
  },
  {
    name: "an unknown key of a profile",
    yaml: k3s({ extends: "standard" }),
    others: { "environments/profiles/standard.yaml": "tag: { a: b }\n" },
    message: 'environments/profiles/standard.yaml:1:1  tag: unknown key. Did you mean "tags"?',
  },
  {
    name: "a profile of one kind below an environment of another",
    yaml: k3d({ extends: "standard" }),
    others: { "environments/profiles/standard.yaml": "cluster:\n  drainTimeoutSeconds: 60\n" },
    message:
      "environments/profiles/standard.yaml:2:3  cluster.drainTimeoutSeconds: unknown key. Allowed here: agents, apiPort, digest, disable, ports, registryPort, servers, version. (Found for staging, which extends this profile.)",
  },
  {
    name: "what is missing, only where no profile is unknown",
    yaml: k3s(
      { extends: "standart", gitops: undefined, components: undefined },
      {
        servers: `{ server-1: ${node(11)}, server-2: ${node(12)}, server-3: ${node(13)} }`,
        mirror: "http://mirror.example.org",
      },
    ),
    message:
      'environments/staging.yaml:8:10  extends: "standart" is not a profile; environments/profiles holds no profile.',
  },
  {
    name: "a required value that null removes",
    yaml: k3s({ extends: "standard", domain: "~" }),
    others: { "environments/profiles/standard.yaml": "domain: staging.example.org\n" },
    message:
      'environments/staging.yaml:1:1  domain: is missing: the DNS domain below which the environment\'s host names lie; every environment has its own. Write for example "domain: staging.example.org".',
  },
  {
    name: "a version in a profile of two stages of promotion",
    yaml: k3s({ extends: "standard" }),
    others: {
      "environments/organization.yaml": `${ORGANIZATION}promotion: [development, staging]\n`,
      "environments/development.yaml": k3d({ domain: "development.example.org", extends: "standard" }),
      "environments/profiles/standard.yaml": "components:\n  argo-cd: { version: 10.1.1 }\n",
    },
    message:
      'environments/profiles/standard.yaml:2:23  components.argo-cd.version: "10.1.1" would reach development, staging at once, which are different stages of promotion. Versions stand in the environment files: move it there.',
  },
  {
    name: "the k3s version in a profile that two stages reach through others",
    yaml: k3s({ extends: "one" }),
    others: {
      "environments/organization.yaml": `${ORGANIZATION}promotion: [development, staging]\n`,
      "environments/development.yaml": k3d({ domain: "development.example.org", extends: "two" }),
      "environments/profiles/one.yaml": "extends: base\n",
      "environments/profiles/two.yaml": "extends: base\n",
      "environments/profiles/base.yaml": "cluster: { version: v1.35.4+k3s1 }\n",
    },
    message:
      'environments/profiles/base.yaml:1:21  cluster.version: "v1.35.4+k3s1" would reach development, staging at once, which are different stages of promotion. Versions stand in the environment files: move it there.',
  },
  {
    name: "an engine from a profile without a version: one line for each environment, and none for a slip that is told",
    yaml: k3s({ extends: "standard", gitops: undefined, components: undefined }),
    others: {
      "environments/profiles/standard.yaml":
        "gitops: { engine: argocd, repository: example/platform, revision: main }\n",
      "environments/a.yaml": k3d({ domain: "a.example.org", extends: "standard", gitops: undefined, components: "{}" }),
      "environments/b.yaml": k3d({ domain: "b.example.org", components: undefined, componets: "{}" }),
      "environments/c.yaml": k3d({ domain: "c.example.org", components: "{ argocd: { version: 10.1.1 } }" }),
    },
    message: `environments/a.yaml:4:1  components.argo-cd: is missing: the version of the GitOps engine. Write for example "components: { argo-cd: { version: 10.1.1 } }".
environments/b.yaml:7:1  componets: unknown key. Did you mean "components"?
environments/c.yaml:5:15  components.argocd: "argocd" is not a component. Did you mean "argo-cd"?
environments/staging.yaml:1:1  components.argo-cd: is missing: the version of the GitOps engine. Write for example "components: { argo-cd: { version: 10.1.1 } }".`,
  },
  {
    name: "a component of a profile without its version, in the file of the environment that lacks it",
    yaml: k3s({ extends: "full" }),
    others: { "environments/profiles/full.yaml": "components: { vault: { size: 20 } }\n" },
    message:
      'environments/staging.yaml:5:1  components.vault.version: is missing: the exact version of the component\'s chart. Write for example "version: 10.1.1".',
  },
  {
    name: "a misspelt key, without what is missing because of it",
    yaml: k3s({ extends: "full", components: undefined, componets: "{ argo-cd: { version: 10.1.1 } }" }),
    others: {
      "environments/profiles/full.yaml":
        "components: { vault: { size: 20 }, atlantis: {}, issuers: { email: a@example.org } }\n",
    },
    message: 'environments/staging.yaml:9:1  componets: unknown key. Did you mean "components"?',
  },
  {
    name: "a broken profile, without what would be missing because of it",
    yaml: k3s({ extends: "standard", gitops: undefined }),
    others: { "environments/profiles/standard.yaml": "gitops: {\n" },
    message:
      "environments/profiles/standard.yaml:2:1  is not valid YAML: a { is not closed, or its content is not indented.",
  },
];
