import { bootstrap } from "../../../constructs/gitops/bootstrap";
import { K3dCluster } from "../../../constructs/k3d/k3d-cluster";
import { synthesize, testStack } from "../../helpers/synthesize";
import type { StackView } from "../../helpers/stack-view";

function view(credential?: string, version = "v1.35.4+k3s1"): StackView {
  const stack = testStack("development");
  const cluster = new K3dCluster(stack, "k3d", {
    name: "development",
    owner: "example/development",
    version,
    servers: 1,
    agents: 0,
    apiPort: 6550,
    registryPort: 5001,
    ports: [],
    disable: [],
  });
  const description = bootstrap({
    environment: "development",
    repository: "example/platform",
    revision: "main",
    credential: credential === undefined ? { kind: "none" } : { kind: "token", variable: "repository_token" },
    chart: { repository: "https://charts.example.org", name: "argo-cd", version: "10.1.1" },
    values: {},
  });
  cluster.bootstrap(description, credential);
  return synthesize(stack);
}

function runs(command: string, more: object = {}): object {
  return { provisioner: [{ "local-exec": { command: `eval "$PLATFORM_SCRIPT"; ${command}`, ...more } }] };
}

describe("K3dCluster", () => {
  test("deletes the cluster at the end of a resource that nothing can taint, by what the state knows of it", () => {
    const cluster = view().resource("terraform_data", { input: { name: "development", owner: "example/development" } });
    expect(cluster.properties).toMatchObject(
      runs("delete", { when: "destroy", environment: { CLUSTER: "${self.input.name}", OWNER: "${self.input.owner}" } }),
    );
    expect(cluster.properties["provisioner"]).toHaveLength(1);
  });

  test("destroys before it creates: two clusters can't have one name", () => {
    expect(view().text).not.toContain("create_before_destroy");
  });

  test("replaces the cluster when its config changes, with the config for the plan to show", () => {
    expect(view(undefined, "v1.35.5+k3s1").resource("terraform_data", runs("delete")).properties).toMatchObject({
      triggers_replace: { image: "rancher/k3s:v1.35.5-k3s1", servers: 1 },
    });
  });

  test("makes the cluster and installs the engine anew when the cluster is a new one, and at no other time", () => {
    expect(view().resource("terraform_data", runs("create")).properties).toMatchObject({
      triggers_replace: ["${terraform_data.k3d_cluster.id}"],
    });
    expect(view().resource("terraform_data", runs("bootstrap")).properties).toMatchObject({
      triggers_replace: ["${terraform_data.k3d_creation.id}"],
      depends_on: ["terraform_data.k3d_creation"],
    });
  });

  test("brings a credential in a step of its own, so that the other steps may say what goes wrong", () => {
    const stack = view("var.repository_token");
    const addresses = stack
      .resources("terraform_data")
      .filter(({ properties }) => JSON.stringify(properties).includes("var."));
    expect(addresses.map(({ address }) => address)).toEqual(["terraform_data.k3d_credential"]);
    expect(stack.resource("terraform_data", runs("bootstrap")).properties).toMatchObject({
      depends_on: ["terraform_data.k3d_creation", "terraform_data.k3d_credential"],
    });
  });

  test("has no step for the credential of a public repository", () => {
    expect(view().resources("terraform_data", runs("deliver"))).toEqual([]);
  });

  test("names no variable that k3d would take for a setting of its own", () => {
    expect(view("var.repository_token").text).not.toMatch(/"K3D_/);
  });
});
