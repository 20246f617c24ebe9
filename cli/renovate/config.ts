import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { catalog } from "../../catalog";
import { versionsOf } from "../../catalog/promotion/versions";
import type { Platform } from "../../config";
import { readSources, type Sources } from "../../config/edit";
import { managers } from "./managers";

/** Where Renovate looks for its settings. */
export const RENOVATE_FILE = "renovate.json";

/** Packages that stay: cdktf has had its last release, and a newer constructs is none that it was made with. */
const PINNED = ["cdktf", "cdktf-cli", "constructs"];

/**
 * Renovate's settings: versions of components, applications, clusters and k3s in the first stage of promotion, packages,
 * and actions. The stages after the first get their versions by promotion, so Renovate never sees their files.
 *
 * @see https://docs.renovatebot.com/configuration-options/
 */
export function renovateConfig(platform: Platform, sources: Sources): string {
  const config = {
    $schema: "https://docs.renovatebot.com/renovate-schema.json",
    description: ["Generated from catalog/ and environments/ by: npm run platform -- outdated --renovate"],
    extends: ["config:recommended", "helpers:pinGitHubActionDigests"],
    enabledManagers: ["custom.regex", "npm", "github-actions"],
    schedule: ["before 6am on monday"],
    rangeStrategy: "pin",
    customManagers: managers(firstFiles(platform, sources), catalog),
    packageRules: [
      { matchManagers: ["custom.regex"], pinDigests: false, commitMessageTopic: "{{depName}}" },
      { matchManagers: ["npm"], matchUpdateTypes: ["minor", "patch"], groupName: "packages" },
      { matchManagers: ["github-actions"], groupName: "actions" },
      { matchManagers: ["npm"], matchPackageNames: PINNED, enabled: false },
    ],
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

/** The files in which the versions of the first stage are written. */
function firstFiles({ stages }: Platform, sources: Sources): string[] {
  const names = stages[0]?.environments ?? [];
  const trees = names.flatMap((name) => sources.environments.get(name) ?? []);
  return [...new Set(trees.flatMap(versionsOf).map(({ at }) => at.file))].sort();
}

/** Writes the settings, and says whether that changed anything. */
export function writeRenovate(root: string, platform: Platform): boolean {
  const text = renovateConfig(platform, readSources(root));
  if (isCurrent(root, text)) return false;
  writeFileSync(join(root, RENOVATE_FILE), text);
  return true;
}

function isCurrent(root: string, text: string): boolean {
  try {
    return readFileSync(join(root, RENOVATE_FILE), "utf8") === text;
  } catch {
    return false;
  }
}
