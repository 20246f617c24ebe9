import { noSecrets } from "../../../policies/rules/no-secrets";
import { K3sStack } from "../../../stacks/k3s";
import { k3sEnvironment, organization } from "../../helpers/environments";
import { subject } from "../../helpers/subjects";
import { synthesize, testApp } from "../../helpers/synthesize";

// Put together here, so that no scanner takes this file for the leak it tests.
const secrets: readonly [kind: string, value: string][] = [
  ["a private key", ["-----BEGIN OPENSSH", "PRIVATE KEY-----\nb3Bl"].join(" ")],
  ["a private key", ["-----BEGIN", "PRIVATE KEY-----\nMIIE"].join(" ")],
  ["an age key", ["AGE-SECRET", "KEY-1QQQQQQQQQQQQQQQQ"].join("-")],
  ["an AWS access key", ["AKIA", "A1B2C3D4E5F6G7H8"].join("")],
  ["a GitHub token", `ghp_${"a".repeat(36)}`],
  ["a GitHub token", `github_pat_${"a".repeat(40)}`],
  ["a GitLab token", `glpat-${"a".repeat(20)}`],
  ["a Slack token", `xoxb-${"1".repeat(12)}`],
  ["a k3s token", `K10${"0".repeat(64)}::server:abc`],
  ["a Vault token", `hvs.${"a".repeat(24)}`],
  ["a JSON web token", `eyJ${"a".repeat(12)}.eyJ${"b".repeat(12)}.${"c".repeat(12)}`],
  ["a password in a URL", ["https://user:", "hunter2@git.example.org/x.git"].join("")],
];

describe("STATE-03", () => {
  test("lets the platform's own cluster pass", () => {
    const stack = synthesize(new K3sStack(testApp(), k3sEnvironment(), organization));
    expect(noSecrets.check(subject(stack.json))).toEqual([]);
  });

  test.each(secrets)("finds %s, says where, and does not repeat it", (kind, value) => {
    const json = { resource: { terraform_data: { node: { provisioner: [{ file: { content: `x ${value} y` } }] } } } };
    expect(noSecrets.check(subject(json))).toEqual([
      {
        address: "resource.terraform_data.node.provisioner.0.file.content",
        found: `holds what looks like ${kind}.`,
      },
    ]);
  });

  test.each([
    "${var.k3s_token}",
    "https://${var.user}:${var.password}@git.example.org",
    "ssh-ed25519 AAAAC3Nza",
    "http://localhost:8080/a@b",
  ])("lets %s pass", (value) => {
    expect(noSecrets.check(subject({ output: { x: { value } } }))).toEqual([]);
  });
});
