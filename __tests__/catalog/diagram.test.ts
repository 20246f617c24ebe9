import { gitopsFlow } from "../../catalog/diagram";
import { inventoryOf } from "../../catalog/inventory";
import { k3dEnvironment, organization } from "../helpers/environments";
import { chartComponent, chosen, environmentWith, testCatalog } from "./example";

describe("the picture of the GitOps flow", () => {
  const late = chartComponent("late", { dependsOn: { tuned: "*" } });
  const folder = { path: "shop", repository: undefined, revision: undefined, dependsOn: [], images: {} };
  const staging = environmentWith(
    { tuned: chosen("2.0.0"), late: chosen("3.0.0") },
    { applications: { shop: folder } },
  );
  const platform = {
    organization,
    environments: [k3dEnvironment("development"), staging],
    stages: [
      { name: "development", environments: ["development"] },
      { name: "sites", environments: ["staging"] },
    ],
  };
  const inventories = platform.environments.map((environment) =>
    inventoryOf(environment, organization, { components: [...testCatalog, late] }),
  );
  const lines = gitopsFlow(platform, inventories)
    .split("\n")
    .map((line) => line.trim());

  test("shows each environment's components with their versions, wave by wave, then its applications", () => {
    expect(lines).toContain('staging_wave_0["argo-cd 10.1.1<br/>tuned 2.0.0"]');
    expect(lines).toContain('staging_wave_1["late 3.0.0"]');
    expect(lines).toContain('staging_applications_0["shop main"]');
    expect(lines).toContain("staging_wave_0 --> staging_wave_1 --> staging_applications_0");
  });

  test("shows which engine pulls what into which environment", () => {
    expect(lines).toContain('registry -->|"Argo CD pulls main"| development');
    expect(lines).toContain('subgraph development["development · k3d"]');
  });

  test("shows the order of promotion, through groups too", () => {
    expect(lines).toContain("development -.->|promote| staging");
  });
});
