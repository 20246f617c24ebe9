import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { staleRegistry, writeRegistry } from "../../catalog/registry-folder";

const STAGING = "registry/environments/staging";
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "registry-"));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

describe("writing the registry", () => {
  test("makes files, and says nothing more when they are there", () => {
    const files = { [`${STAGING}/Chart.yaml`]: "name: staging\n" };
    expect(writeRegistry(root, files)).toEqual([{ path: `${STAGING}/Chart.yaml`, state: "missing" }]);
    expect(readFileSync(join(root, STAGING, "Chart.yaml"), "utf8")).toBe("name: staging\n");
    expect(writeRegistry(root, files)).toEqual([]);
  });

  test("removes what no environment has any more, empty folders too, and nothing beside it", () => {
    put("registry/environments/gone/templates/argo-cd.yaml", "");
    put("registry/README.md", "by hand");
    writeRegistry(root, { [`${STAGING}/Chart.yaml`]: "" });
    expect(readdirSync(join(root, "registry/environments"))).toEqual(["staging"]);
    expect(readFileSync(join(root, "registry/README.md"), "utf8")).toBe("by hand");
  });

  test("changes nothing when it fails half-way", () => {
    put(`${STAGING}/a.yaml`, "old");
    // A folder where a file has to go.
    mkdirSync(join(root, `${STAGING}/b.yaml.new`), { recursive: true });
    expect(() => writeRegistry(root, { [`${STAGING}/a.yaml`]: "new", [`${STAGING}/b.yaml`]: "new" })).toThrow("EISDIR");
    expect(readFileSync(join(root, STAGING, "a.yaml"), "utf8")).toBe("old");
    expect(existsSync(join(root, STAGING, "a.yaml.new"))).toBe(false);
  });

  test.each(["registry/README.md", "registry/environments/../../main.ts"])("refuses to write %s", (path) => {
    expect(() => writeRegistry(root, { [path]: "" })).toThrow(`"${path}" is not below registry/environments/.`);
  });
});

describe("checking the registry", () => {
  test("says which files are missing, changed or left over, and changes none", () => {
    put(`${STAGING}/changed.yaml`, "old");
    put(`${STAGING}/left.yaml`, "");
    const files = { [`${STAGING}/changed.yaml`]: "new", [`${STAGING}/missing.yaml`]: "" };
    const stale = [
      { path: `${STAGING}/changed.yaml`, state: "changed" },
      { path: `${STAGING}/left.yaml`, state: "left over" },
      { path: `${STAGING}/missing.yaml`, state: "missing" },
    ];
    expect(staleRegistry(root, files)).toEqual(stale);
    expect(staleRegistry(root, files)).toEqual(stale);
  });
});
