import { parse, stringify } from "yaml";
import { k3sHardening } from "../../../policies/rules/k3s-hardening";
import { K3sStack } from "../../../stacks/k3s";
import { objectOf } from "../../../stacks/synthesized-stack";
import { k3sEnvironment, organization } from "../../helpers/environments";
import { subject } from "../../helpers/subjects";
import { synthesize, testApp } from "../../helpers/synthesize";

const environment = k3sEnvironment();
const config = "/etc/rancher/k3s/config.yaml";
const stack = synthesize(new K3sStack(testApp(), environment, organization));

type Files = Record<string, unknown>;

/** The findings when a node's files are changed so. */
function checkWith(node: string, change: (files: Files) => void) {
  const { address, properties } =
    stack.resources("terraform_data").find(({ name }) => name.endsWith(`rollout_${node}`)) ?? {};
  const json = structuredClone({ ...stack.json });
  const triggers = objectOf(properties?.["triggers_replace"]);
  const files: Files = { ...objectOf(triggers["files"]) };
  change(files);
  const name = address?.split(".")[1] ?? "";
  const data = { ...objectOf(objectOf(json["resource"])["terraform_data"]) };
  data[name] = { ...properties, triggers_replace: { ...triggers, files } };
  return k3sHardening.check(subject({ ...json, resource: { terraform_data: data } }, environment));
}

/** The findings when a node's config.yaml is changed so. */
function checkConfig(node: string, change: (config: Record<string, unknown>) => void) {
  return checkWith(node, (files) => {
    const parsed: unknown = parse(String(files[config]));
    const changed: Record<string, unknown> = { ...objectOf(parsed) };
    change(changed);
    files[config] = stringify(changed);
  });
}

function withoutArgument(list: string, name: string, replacement?: string) {
  return (changed: Record<string, unknown>): void => {
    const values = changed[list];
    const kept = Array.isArray(values) ? values.filter((value) => !String(value).startsWith(`${name}=`)) : [];
    changed[list] = replacement === undefined ? kept : [...kept, `${name}=${replacement}`];
  };
}

function found(text: string) {
  return [
    { address: expect.stringMatching(/^terraform_data\..*rollout_(server|agent)-1$/), found: `${text} (${config}).` },
  ];
}

describe("K3S-02", () => {
  test("lets the platform's own cluster pass", () => {
    expect(k3sHardening.check(subject(stack.json, environment))).toEqual([]);
  });

  test.each<[string, string, (changed: Record<string, unknown>) => void]>([
    ["server-1", "secrets-encryption is not true", (changed) => (changed["secrets-encryption"] = false)],
    ["server-1", "protect-kernel-defaults is not true", (changed) => delete changed["protect-kernel-defaults"]],
    ["agent-1", "protect-kernel-defaults is not true", (changed) => (changed["protect-kernel-defaults"] = false)],
    ["server-1", "the API server answers anonymous requests", withoutArgument("kube-apiserver-arg", "anonymous-auth")],
    [
      "server-1",
      "the API server answers anonymous requests",
      withoutArgument("kube-apiserver-arg", "anonymous-auth", "true"),
    ],
    ["server-1", "there is no audit policy", withoutArgument("kube-apiserver-arg", "audit-policy-file")],
    [
      "server-1",
      "there is no audit policy",
      withoutArgument("kube-apiserver-arg", "audit-policy-file", "/etc/absent.yaml"),
    ],
    ["server-1", "there is no audit log", withoutArgument("kube-apiserver-arg", "audit-log-path")],
    [
      "server-1",
      "there is no PodSecurity admission",
      withoutArgument("kube-apiserver-arg", "admission-control-config-file"),
    ],
    [
      "server-1",
      "the admission plugin NodeRestriction is off",
      withoutArgument("kube-apiserver-arg", "enable-admission-plugins", "EventRateLimit"),
    ],
    ["agent-1", "the kubelet answers anonymous requests", withoutArgument("kubelet-arg", "anonymous-auth", "true")],
    [
      "agent-1",
      "the kubelet allows every request",
      withoutArgument("kubelet-arg", "authorization-mode", "AlwaysAllow"),
    ],
  ])("finds on %s: %s", (node, text, change) => {
    expect(checkConfig(node, change)).toEqual(found(text));
  });

  test("finds a node without a configuration, and one that nothing sets up", () => {
    expect(checkWith("agent-1", (files) => (files[config] = undefined))).toEqual([
      { address: expect.stringMatching(/rollout_agent-1$/), found: `${config} is missing.` },
    ]);
    expect(k3sHardening.check(subject({}, environment))).toHaveLength(5);
  });
});
