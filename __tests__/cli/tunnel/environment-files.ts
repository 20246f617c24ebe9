import { readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "../../..");

/** The repository's own environments of a laptop and of production, with the profiles that they extend. */
export function environmentFiles(): Readonly<Record<string, string>> {
  const names = ["development", "production", "profiles/standard", "profiles/lean", "profiles/full"];
  const files = names.map((name) => [
    `environments/${name}.yaml`,
    readFileSync(join(ROOT, `environments/${name}.yaml`), "utf8"),
  ]);
  return {
    ...Object.fromEntries(files),
    "environments/organization.yaml": "name: example\ndomain: example.org\n",
  };
}
