import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SCHEMA_FOLDER, schemas, staleSchemas, writeSchemas } from "../../cli/schema";

const ROOT = join(__dirname, "../..");

describe("the editors' JSON Schemas", () => {
  test("are up to date", () => {
    const stale = staleSchemas(ROOT);
    if (stale.length > 0)
      throw new Error(`${stale.join(", ")} in ${SCHEMA_FOLDER} is stale; write it with: npm run platform -- schema`);
  });

  test("are written by writeSchemas, and stale when missing or changed", () => {
    const root = mkdtempSync(join(tmpdir(), "platform-schema-"));
    try {
      expect(staleSchemas(root)).toEqual(["environment.json", "profile.json", "organization.json"]);
      writeSchemas(root);
      expect(staleSchemas(root)).toEqual([]);
      const file = join(root, SCHEMA_FOLDER, "profile.json");
      writeFileSync(file, `${readFileSync(file, "utf8")}\n`);
      expect(staleSchemas(root)).toEqual(["profile.json"]);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });

  test.each(["environment.json", "profile.json", "organization.json"])("%s describes every field", (name) => {
    const silent = fieldsOf(JSON.parse(schemas()[name] ?? ""), "").filter(
      ({ description }) => description === undefined,
    );
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  test("require nothing of a profile", () => {
    expect(
      schemas()
        ["profile.json"]?.match(/"required": \[[^\]]*\]/g)
        ?.filter((match) => !match.includes('"kind"')),
    ).toEqual([]);
  });

  test.each(yamlFiles())("%s names its schema in its first line", (file) => {
    const schema = file.includes("/profiles/")
      ? "../schema/profile.json"
      : file.endsWith("/organization.yaml")
        ? "./schema/organization.json"
        : "./schema/environment.json";
    expect(readFileSync(join(ROOT, file), "utf8").split("\n")[0]).toBe(`# yaml-language-server: $schema=${schema}`);
  });
});

function yamlFiles(): string[] {
  return ["environments", "environments/profiles"].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith(".yaml"))
      .map((name) => `${folder}/${name}`),
  );
}

interface Field {
  readonly path: string;
  readonly description: unknown;
}

/** Every entry of every `properties`, wherever it is. */
function fieldsOf(node: unknown, path: string): Field[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    if (key === "examples" || key === "default" || key === "if" || key === "enum") return [];
    if (key !== "properties" || typeof value !== "object" || value === null) return fieldsOf(value, `${path}/${key}`);
    return Object.entries(value).flatMap(([name, field]: [string, unknown]) => [
      {
        path: `${path}/${name}`,
        description:
          typeof field === "object" && field !== null && "description" in field ? field.description : undefined,
      },
      ...fieldsOf(field, `${path}/${name}`),
    ]);
  });
}
