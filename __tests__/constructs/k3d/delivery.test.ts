import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bootstrap } from "../../../constructs/gitops/bootstrap";
import { bootstrapVariables, credentialVariables, deliveryScript } from "../../../constructs/k3d/delivery";

const PUBLIC = {
  environment: "development",
  repository: "example/platform",
  revision: "main",
  chart: { repository: "https://charts.example.org", name: "argo-cd", version: "10.1.1" },
  values: { note: "costs ${amount} and %{if}" },
} as const;
const PRIVATE = { ...PUBLIC, credential: { kind: "token", variable: "repository_token" } } as const;

describe("deliveryScript", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "platform-delivery-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test("writes every file as it is, for its owner alone, and nothing else", () => {
    const files = { "a.yaml": "a: $HOME `date` 'quoted' \\n\n", "b.yaml": "b: without a line end" };
    execFileSync("sh", [], { cwd: folder, input: deliveryScript(files) });
    expect(readdirSync(folder).sort()).toEqual(["a.yaml", "b.yaml"]);
    expect(readFileSync(join(folder, "a.yaml"), "utf8")).toBe(files["a.yaml"]);
    expect(readFileSync(join(folder, "b.yaml"), "utf8")).toBe("b: without a line end\n");
    expect(statSync(join(folder, "a.yaml")).mode & 0o777).toBe(0o600);
  });

  test("refuses a manifest that would end itself", () => {
    expect(() => deliveryScript({ "a.yaml": "a\nEND_OF_MANIFEST\n" })).toThrow(
      'a.yaml: a manifest may have no line "END_OF_MANIFEST".',
    );
  });
});

describe("bootstrapVariables", () => {
  test("name everything that is delivered, the credential included, so that letting go removes it", () => {
    expect(bootstrapVariables(bootstrap(PUBLIC)).FILES).toBe(
      "argocd-1-namespace.yaml argocd-3-chart.yaml argocd-4-root.yaml",
    );
    expect(bootstrapVariables(bootstrap(PRIVATE)).FILES).toBe(
      "argocd-1-namespace.yaml argocd-2-repository.yaml argocd-3-chart.yaml argocd-4-root.yaml",
    );
  });

  test("keep Terraform from reading the values as templates", () => {
    expect(bootstrapVariables(bootstrap(PUBLIC)).DELIVERY).toContain("costs $${amount} and %%{if}");
  });
});

describe("credentialVariables", () => {
  test("give nothing for a public repository", () => {
    expect(credentialVariables(bootstrap(PUBLIC), undefined)).toBeUndefined();
  });

  test("hold the credential as an expression only", () => {
    expect(credentialVariables(bootstrap(PRIVATE), "var.repository_token")?.DELIVERY).toContain(
      "password: ${base64encode(trimspace(var.repository_token))}",
    );
  });
});
