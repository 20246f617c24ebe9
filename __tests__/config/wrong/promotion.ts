import { ORGANIZATION, k3s, node } from "../files";
import type { WrongCase } from "./wrong-case";

const edge = (name: string, last: number, profile = "edge"): string =>
  k3s({ domain: `${name}.example.org`, extends: profile }, { servers: `{ server-1: ${node(last)} }` });

const promoting = (order: string): Record<string, string> => ({
  "environments/organization.yaml": `${ORGANIZATION}promotion: ${order}\n`,
  "environments/profiles/edge.yaml": "tags: { group: edge }\n",
  "environments/edge-eu.yaml": edge("edge-eu", 31),
  "environments/edge-us.yaml": edge("edge-us", 32),
});

/** The order of promotion, with groups. */
export const PROMOTION: readonly WrongCase[] = [
  {
    name: "a stage near to the name of a profile",
    yaml: k3s(),
    others: promoting("[staging, egde]"),
    message:
      'environments/organization.yaml:3:22  promotion[1]: "egde" is neither an environment nor a profile; environments/egde.yaml does not exist. Did you mean "edge"? Put the file back, or take it out of promotion.',
  },
  {
    name: "a profile that no environment extends",
    yaml: k3s(),
    others: { ...promoting("[staging, unused]"), "environments/profiles/unused.yaml": "tags: { a: b }\n" },
    message:
      'environments/organization.yaml:3:22  promotion[1]: "unused" is a profile that no environment extends. Let one extend it, or take it out of promotion.',
  },
  {
    name: "an environment in two stages, by its own name and by its group's",
    yaml: k3s(),
    others: promoting("[edge-eu, staging, edge]"),
    message:
      'environments/organization.yaml:3:31  promotion[2]: "edge" holds edge-eu, which is in the stage "edge-eu" already; take one of both out.',
  },
  {
    name: "a stage that is an environment and a profile",
    yaml: k3s(),
    others: {
      ...promoting("[staging, edge]"),
      "environments/edge.yaml": k3s({ domain: "edge.example.org" }, { servers: `{ server-1: ${node(33)} }` }),
    },
    message:
      'environments/organization.yaml:3:22  promotion[1]: "edge" is an environment and a profile, and could mean either; rename one of both.',
  },
  {
    name: "a version in a profile that reaches a group and another stage",
    yaml: k3s({ extends: "base" }),
    others: {
      ...promoting("[staging, edge]"),
      "environments/profiles/edge.yaml": "extends: base\ncomponents: { vault: { version: 0.34.1 } }\n",
      "environments/profiles/base.yaml": "components: { cert-manager: { version: v1.21.2 } }\n",
    },
    message:
      'environments/profiles/base.yaml:1:40  components.cert-manager.version: "v1.21.2" would reach staging, edge at once, which are different stages of promotion. Versions stand in the environment files: move it there.',
  },
];
