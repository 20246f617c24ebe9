import { cpSync, existsSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const parts = [
  "catalog",
  "cli",
  "config",
  "constructs",
  "environments",
  "policies",
  "stacks",
  "main.ts",
  "package.json",
  "tsconfig.json",
];

/**
 * A copy of the app whose cdktf.json loads it in another way: `cdktf init` would have written `npx ts-node main.ts`.
 *
 * @param repository where the app is.
 * @param folder where the copy goes; it shares the packages.
 * @param app the command of its cdktf.json.
 */
export function copyWithApp(repository: string, folder: string, app: string): void {
  for (const part of parts.filter((name) => existsSync(join(repository, name)))) {
    cpSync(join(repository, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  const config = { language: "typescript", app, projectId: "bench", sendCrashReports: "false" };
  writeFileSync(join(folder, "cdktf.json"), JSON.stringify(config));
}
