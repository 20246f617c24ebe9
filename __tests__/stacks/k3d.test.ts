import { K3dStack } from "../../stacks/k3d";
import { k3dEnvironment } from "../constructs/k3d/k3d-environment";
import { organization } from "../helpers/environments";
import type { StackView } from "../helpers/stack-view";
import { synthesize, testApp } from "../helpers/synthesize";

function view(...settings: Parameters<typeof k3dEnvironment>): StackView {
  return synthesize(new K3dStack(testApp(), k3dEnvironment(...settings), organization));
}

describe("K3dStack", () => {
  test("is called as the environment, and owns its cluster in the organization's name", () => {
    const stack = view();
    expect(stack.stack.name).toBe("development");
    expect(stack.resource("terraform_data", { input: { name: "development" } }).properties).toMatchObject({
      input: { name: "development", owner: "example/development" },
    });
  });

  test("has the same few addresses whatever the cluster looks like", () => {
    const addresses = ["terraform_data.k3d_bootstrap", "terraform_data.k3d_cluster", "terraform_data.k3d_creation"];
    expect([...view().addresses].sort()).toEqual(addresses);
    expect([...view({ servers: 3, agents: 2, ports: ["8080:80@loadbalancer"] }).addresses].sort()).toEqual(addresses);
  });

  test("passes every setting of the environment file on", () => {
    const settings = { servers: 3, agents: 2, apiPort: 7000, registryPort: 7001, ports: ["80:80@loadbalancer"] };
    expect(view(settings).resource("terraform_data", { input: {}, triggers_replace: {} }).properties).toMatchObject({
      triggers_replace: {
        servers: 3,
        agents: 2,
        kubeAPI: { hostPort: "7000" },
        registries: { create: { hostPort: "7001" } },
        ports: [{ port: "127.0.0.1:80:80", nodeFilters: ["loadbalancer"] }],
        options: { k3s: { extraArgs: [{ arg: "--disable=traefik" }] } },
      },
    });
  });

  test.each([
    ["none", []],
    ["token", ["repository_token"]],
    ["ssh", ["repository_ssh_key"]],
  ] as const)("asks for no other secret than the repository's with the credential %s", (credential, variables) => {
    const gitops = { engine: "argocd", repository: "example/platform", revision: "main", credential } as const;
    expect(Object.keys(view({}, { gitops }).variables)).toEqual(variables);
  });

  test("knows no path of this machine", () => {
    expect(view().text).not.toContain(process.cwd());
  });
});
