import { k3s } from "../files";
import type { WrongCase } from "./wrong-case";

/** YAML itself. */
export const SYNTAX: readonly WrongCase[] = [
  {
    name: "a brace that is not closed",
    yaml: "kind: {\n",
    message: "environments/staging.yaml:2:1  is not valid YAML: a { is not closed, or its content is not indented.",
  },
  {
    name: "a quote that is not closed",
    yaml: 'domain: "x\n',
    message: "environments/staging.yaml:2:1  is not valid YAML: a quote is not closed.",
  },
  {
    name: "a tab as indentation",
    yaml: "cluster:\n\tversion: 1\n",
    message: "environments/staging.yaml:2:1  is not valid YAML: a tab can't indent; use spaces.",
  },
  {
    name: "a colon in a plain text",
    yaml: "description: a: b\n",
    message:
      'environments/staging.yaml:1:14  is not valid YAML: a second ": " in one line; put a text that holds one in quotes.',
  },
  {
    name: "a list at the top",
    yaml: "- a\n",
    message: "environments/staging.yaml:1:1  a map of keys and values is needed here, not a list.",
  },
  {
    name: "a text at the top",
    yaml: "hello\n",
    message: "environments/staging.yaml:1:1  a map of keys and values is needed here, not a single value.",
  },
  {
    name: "only comments",
    yaml: "# nothing\n",
    message: "environments/staging.yaml:1:1  the file is empty.",
  },
  {
    name: "two documents",
    yaml: `${k3s()}---\nkind: k3d\n`,
    message: "environments/staging.yaml:10:1  a second document begins here; a file holds one.",
  },
  {
    name: "a directive",
    yaml: `%YAML 1.1\n---\n${k3s()}`,
    message: "environments/staging.yaml:1:1  YAML directives (%) are not supported.",
  },
  {
    name: "a key written twice",
    yaml: `${k3s()}kind: k3d\n`,
    message: "environments/staging.yaml:9:1  kind: is written twice in this map; the first is in line 1.",
  },
  {
    name: "a key written twice in two ways",
    yaml: `${k3s()}"kind": k3d\n`,
    message: "environments/staging.yaml:9:1  kind: is written twice in this map; the first is in line 1.",
  },
  {
    name: "a merge key",
    yaml: `${k3s()}tags: { <<: { a: b } }\n`,
    message:
      'environments/staging.yaml:9:9  tags: YAML\'s merge key "<<" is not supported; share values through a profile (extends).',
  },
  {
    name: "a number as key",
    yaml: `${k3s()}tags: { 1: b }\n`,
    message: 'environments/staging.yaml:9:9  tags: a key must be a text; put it in quotes: "1".',
  },
  {
    name: "a map as key",
    yaml: `${k3s()}tags: { { a: b }: c }\n`,
    message: "environments/staging.yaml:9:9  tags: a key must be a text, not a map, a list or an alias.",
  },
  {
    name: "__proto__ as key",
    yaml: `${k3s()}tags: { __proto__: c }\n`,
    message: 'environments/staging.yaml:9:9  tags: "__proto__" is not allowed as a key.',
  },
  {
    name: "a tag of YAML",
    yaml: k3s({ domain: "!!str example.org" }),
    message:
      'environments/staging.yaml:2:15  domain: has the YAML tag "tag:yaml.org,2002:str"; tags are not supported.',
  },
  {
    name: "a tag of JavaScript",
    yaml: k3s({ domain: "!!js/function 'function () {}'" }),
    message:
      'environments/staging.yaml:2:23  domain: has the YAML tag "tag:yaml.org,2002:js/function"; tags are not supported.',
  },
  {
    name: "an alias without anchor",
    yaml: k3s({ domain: "*nowhere" }),
    message: 'environments/staging.yaml:2:9  domain: "*nowhere" refers to no anchor above it.',
  },
  {
    name: "an alias inside of what it stands for",
    yaml: k3s({ tags: "&a { a: *a }" }),
    message: 'environments/staging.yaml:9:15  tags.a: "*a" stands inside of what it refers to.',
  },
  {
    name: "a number too large to be exact",
    yaml: k3s({ components: "{ argo-cd: { version: 10.1.1, values: { id: 12345678901234567890 } } }" }),
    message:
      "environments/staging.yaml:5:57  components.argo-cd.values.id: 12345678901234567890 is too large for a number; put it in quotes if it is a text.",
  },
];
