import { resolve } from "node:path";
import { loadPlatform } from "../../stacks/load-platform";
import { renderRegistry } from "../../catalog/registry";
import { staleRegistry } from "../../catalog/registry-folder";
import { formatProblems, type Platform } from "../../config";

const ROOT = resolve(__dirname, "../..");

function platform(): Platform {
  const result = loadPlatform(ROOT);
  if (!result.ok) throw new Error(formatProblems(result.problems));
  return result.platform;
}

describe("the registry of the repository", () => {
  const files = renderRegistry(platform());

  test("is up to date (npm run platform -- registry)", () => {
    expect(staleRegistry(ROOT, files)).toEqual([]);
  });

  test("is the same whenever it is rendered, with the files of each environment in order", () => {
    expect(Object.entries(renderRegistry(platform()))).toEqual(Object.entries(files));
    const paths = Object.keys(files);
    expect(paths).toEqual([...paths].sort());
  });

  test("says in every file that it is generated, from what and how", () => {
    for (const [path, content] of Object.entries(files).filter(([path]) => path.startsWith("registry/"))) {
      const environment = path.split("/")[2] ?? "";
      const from = `# Generated from environments/${environment}.yaml and catalog/ by: npm run platform -- registry\n`;
      expect({ path, begins: content.startsWith(from) }).toEqual({ path, begins: true });
    }
  });

  test("holds no secret: neither a Secret object nor what looks like one", () => {
    for (const content of Object.values(files)) {
      expect(content).not.toMatch(/^kind: Secret$/m);
      expect(content).not.toMatch(/BEGIN [A-Z ]*PRIVATE KEY|repository_token|repository_ssh_key/);
    }
  });
});
