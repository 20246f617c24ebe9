import { hostKeys } from "../../../policies/rules/host-keys";
import { K3sStack } from "../../../stacks/k3s";
import { k3sEnvironment, organization } from "../../helpers/environments";
import { subject } from "../../helpers/subjects";
import { synthesize, testApp } from "../../helpers/synthesize";

function check(resource: object) {
  return hostKeys.check(subject({ resource: { terraform_data: { node: resource } } }));
}

describe("K3S-03", () => {
  test("lets the platform's own cluster pass", () => {
    const stack = synthesize(new K3sStack(testApp(), k3sEnvironment(), organization));
    expect(hostKeys.check(subject(stack.json))).toEqual([]);
  });

  test("finds a connection without a host key, in a resource and in a provisioner", () => {
    const connection = { type: "ssh", host: "192.0.2.11" };
    const finding = { address: "terraform_data.node", found: "the connection to 192.0.2.11 has no host_key." };
    expect(check({ connection })).toEqual([finding]);
    expect(check({ provisioner: [{ "remote-exec": { connection } }, { file: { connection: [connection] } }] })).toEqual(
      [finding, finding],
    );
  });

  test("finds a bastion without a host key", () => {
    const connection = { host: "10.0.0.1", host_key: "ssh-ed25519 A", bastion_host: "192.0.2.1" };
    expect(check({ connection })).toEqual([
      {
        address: "terraform_data.node",
        found: "the connection to 10.0.0.1 has a bastion_host and no bastion_host_key.",
      },
    ]);
    expect(check({ connection: { ...connection, bastion_host_key: "ssh-ed25519 B" } })).toEqual([]);
  });

  test("is about SSH only", () => {
    expect(check({ connection: { type: "winrm", host: "x" } })).toEqual([]);
  });
});
