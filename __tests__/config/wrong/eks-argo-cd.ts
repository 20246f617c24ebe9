import { eks, k3d } from "../files";
import type { WrongCase } from "./wrong-case";

const CENTER = "identityCenter: { instance: arn:aws:sso:::instance/ssoins-0123456789abcdef }";
const GROUP = "93670a5c2b-0d5f1a2b-3c4d-5e6f-7a8b-9c0d1e2f3a4b";
const RIGHT = { managedArgoCd: `{ ${CENTER} }` };

/** With this one in the place of the component, and nobody in it but whom the access names. */
function access(entries: string): string {
  return eks({ components: "{}" }, { managedArgoCd: `{ ${CENTER}, access: { ${entries} } }` });
}

/** Argo CD that AWS runs, and what can't be beside it. */
export const EKS_ARGO_CD: readonly WrongCase[] = [
  {
    name: "two of Argo CD",
    yaml: eks({}, RIGHT),
    message:
      "environments/staging.yaml:5:15  components.argo-cd: would come beside the Argo CD that AWS runs by cluster.managedArgoCd. Take one of the two out; null takes out what a profile brings.",
  },
  {
    name: "another engine",
    yaml: eks({ gitops: "{ engine: flux, repository: example/platform, revision: main }", components: "{}" }, RIGHT),
    message:
      "environments/staging.yaml:12:3  cluster.managedArgoCd: is Argo CD run by AWS, and gitops.engine is flux here. Take it out, or write engine: argocd.",
  },
  {
    name: "a virtual cluster beside AWS's Argo CD",
    yaml: eks(
      {
        components: "{ external-secrets: { version: 2.9.0 } }",
        clusters: "{ preview: { version: 0.36.1, kubernetes: v1.35.4 } }",
      },
      RIGHT,
    ),
    message:
      "environments/staging.yaml:13:13  clusters.preview: is no cluster of EKS, and Argo CD run by AWS (cluster.managedArgoCd) reaches no other. Take one of the two out.",
  },
  {
    name: "AWS's Argo CD where the cluster is no EKS's",
    yaml: k3d({}, RIGHT),
    message:
      "environments/staging.yaml:8:3  cluster.managedArgoCd: unknown key. Allowed here: agents, apiPort, digest, disable, ports, registryPort, servers, version.",
  },
  {
    name: "no Identity Center",
    yaml: eks({ components: "{}" }, { managedArgoCd: "{}" }),
    message:
      "environments/staging.yaml:12:3  cluster.managedArgoCd.identityCenter: is missing: where people sign in: the capability has no users of its own.",
  },
  {
    name: "the id of an Identity Center where its ARN is needed",
    yaml: eks({ components: "{}" }, { managedArgoCd: "{ identityCenter: { instance: ssoins-0123456789abcdef } }" }),
    message:
      'environments/staging.yaml:12:48  cluster.managedArgoCd.identityCenter.instance: "ssoins-0123456789abcdef" is not the ARN of an instance of IAM Identity Center such as arn:aws:sso:::instance/ssoins-0123456789abcdef.',
  },
  {
    name: "the name of a group where its id is needed",
    yaml: access("platform: { group: platform-admins, role: admin }"),
    message:
      'environments/staging.yaml:12:127  cluster.managedArgoCd.access.platform.group: "platform-admins" is not an id of IAM Identity Center\'s store, such as 93670a5c2b-0d5f1a2b-3c4d-5e6f-7a8b-9c0d1e2f3a4b; a name is not enough.',
  },
  {
    name: "an entry of nobody's",
    yaml: access("platform: { role: admin }"),
    message:
      "environments/staging.yaml:12:118  cluster.managedArgoCd.access.platform: this map names neither a group nor a user; write one of them.",
  },
  {
    name: "an entry of a group and a user",
    yaml: access(`platform: { group: ${GROUP}, user: ${GROUP}, role: admin }`),
    message:
      "environments/staging.yaml:12:118  cluster.managedArgoCd.access.platform: this map names both a group and a user; write one of them.",
  },
  {
    name: "two roles of one group",
    yaml: access(`platform: { group: ${GROUP}, role: admin }, watchers: { group: ${GROUP}, role: viewer }`),
    message:
      'environments/staging.yaml:12:210  cluster.managedArgoCd.access.watchers.group: "93670a5c2b-0d5f1a2b-3c4d-5e6f-7a8b-9c0d1e2f3a4b" gets in as platform already; give everybody one role.',
  },
  {
    name: "a role by EKS's own name",
    yaml: access(`platform: { group: ${GROUP}, role: ADMIN }`),
    message:
      'environments/staging.yaml:12:182  cluster.managedArgoCd.access.platform.role: "ADMIN" is not allowed; one of admin, editor, viewer. Did you mean "admin"?',
  },
  {
    name: "the id of a network where that of an endpoint is needed",
    yaml: eks({ components: "{}" }, { managedArgoCd: `{ ${CENTER}, vpcEndpoints: [vpc-0a1b2c3d] }` }),
    message:
      'environments/staging.yaml:12:113  cluster.managedArgoCd.vpcEndpoints[0]: "vpc-0a1b2c3d" is not the id of a VPC endpoint such as vpce-0a1b2c3d4e5f60718.',
  },
];
