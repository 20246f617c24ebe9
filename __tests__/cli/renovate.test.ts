import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { catalog } from "../../catalog";
import { loadPlatform } from "../../stacks/load-platform";
import { versionsOf } from "../../catalog/promotion/versions";
import { managers } from "../../cli/renovate/managers";
import { renovateConfig } from "../../cli/renovate/config";
import { formatProblems, type Platform } from "../../config";
import { readSources } from "../../config/edit";

const ROOT = join(__dirname, "../..");

function platform(): Platform {
  const result = loadPlatform(ROOT);
  if (!result.ok) throw new Error(formatProblems(result.problems));
  return result.platform;
}

const manager = z.strictObject({
  customType: z.literal("regex"),
  description: z.string(),
  managerFilePatterns: z.array(z.string()),
  matchStrings: z.array(z.string()),
  depNameTemplate: z.string().optional(),
  packageNameTemplate: z.string().optional(),
  datasourceTemplate: z.enum(["helm", "docker", "github-releases"]),
  registryUrlTemplate: z.string().optional(),
  versioningTemplate: z.string(),
});
const text = readFileSync(join(ROOT, "renovate.json"), "utf8");
const config = z
  .object({
    enabledManagers: z.array(z.string()),
    schedule: z.array(z.string()),
    extends: z.array(z.string()),
    customManagers: z.array(manager),
    packageRules: z.array(z.record(z.string(), z.unknown())),
  })
  .parse(JSON.parse(text));

/** What Renovate would find in a text: names and versions. */
function found(content: string, all: readonly z.output<typeof manager>[] = config.customManagers): string[] {
  return all.flatMap(({ matchStrings, depNameTemplate }) =>
    matchStrings.flatMap((pattern) =>
      [...content.matchAll(new RegExp(pattern, "g"))].map(
        ({ groups }) => `${depNameTemplate ?? groups?.["depName"] ?? "?"} ${groups?.["currentValue"] ?? "?"}`,
      ),
    ),
  );
}

describe("renovate.json", () => {
  test("is what the catalog and the environments make of it (npm run platform -- outdated --renovate)", () => {
    expect(text).toBe(renovateConfig(platform(), readSources(ROOT)));
  });

  test.each(
    catalog.filter(({ chart }) => chart !== undefined).map((component) => [component.name, component] as const),
  )("looks for versions of %s where its chart comes from", (name, { chart }) => {
    const rule = config.customManagers.find(({ depNameTemplate }) => depNameTemplate === name);
    const isOci = chart?.repository.startsWith("oci://");
    expect(rule).toMatchObject(
      isOci
        ? { datasourceTemplate: "docker", packageNameTemplate: `${chart?.repository.slice(6)}/${chart?.name}` }
        : { datasourceTemplate: "helm", packageNameTemplate: chart?.name, registryUrlTemplate: chart?.repository },
    );
  });

  test("finds every version of the first stage, and no other", () => {
    const [first] = platform().stages;
    const sources = readSources(ROOT);
    const trees = (first?.environments ?? []).flatMap((name) => sources.environments.get(name) ?? []);
    const versions = trees.flatMap(versionsOf).filter(({ kind }) => kind === "component" || kind === "k3s");
    const files = [...new Set(versions.map(({ at }) => at.file))];
    expect(versions.length).toBeGreaterThan(1);
    const all = files.flatMap((file) => found(readFileSync(join(ROOT, file), "utf8")));
    expect(all).toEqual(expect.arrayContaining(versions.map(({ name, value }) => `${name} ${value}`)));
  });

  test("touches no file of a later stage", () => {
    const patterns = new Set(config.customManagers.flatMap(({ managerFilePatterns }) => managerFilePatterns));
    const known = readdirSync(join(ROOT, "environments"), { recursive: true, encoding: "utf8" });
    const matched = known
      .map((file) => `environments/${file}`)
      .filter((file) => [...patterns].some((pattern) => new RegExp(pattern.slice(1, -1)).test(file)));
    expect(matched).toEqual(platform().stages[0]?.environments.map((name) => `environments/${name}.yaml`));
    expect(config.enabledManagers).toEqual(["custom.regex", "npm", "github-actions"]);
  });

  test("uses only what Renovate's regular expressions know", () => {
    const patterns = config.customManagers.flatMap(({ matchStrings }) => matchStrings);
    expect(patterns.filter((pattern) => /\(\?(=|!|<=|<!)|\\[1-9]|(^|[^\\[])\^|\$$/.test(pattern))).toEqual([]);
  });

  test("moves packages and actions every week, actions by their commits, and leaves what cdktf pins", () => {
    expect(config.schedule).toEqual(["before 6am on monday"]);
    expect(config.extends).toContain("helpers:pinGitHubActionDigests");
    expect(config.packageRules).toContainEqual({
      matchManagers: ["npm"],
      matchPackageNames: ["cdktf", "cdktf-cli", "constructs"],
      enabled: false,
    });
  });
});

describe("the patterns", () => {
  const all = managers(["environments/x.yaml"], catalog).map((one) => manager.parse(one));

  test.each([
    ["between braces", "components:\n  argo-cd: { version: 10.1.1 } # why\n", "argo-cd 10.1.1"],
    [
      "between braces, not first",
      "components:\n  argo-cd: { variants: [a, b], version: '10.1.1' }\n",
      "argo-cd 10.1.1",
    ],
    [
      "over lines",
      'components:\n  argo-cd: # why\n    # and how\n\n    values: { version: 3.3.3 }\n    values2:\n      version: 4.4.4\n    version: "v10.1.1"\n',
      "argo-cd v10.1.1",
    ],
    ["of k3s", "kind: k3s\ncluster:\n  servers: 1\n  version: v1.35.4+k3s1\n", "k3s v1.35.4+k3s1"],
    ["of a virtual cluster", "clusters:\n  preview: { version: 0.36.1, kubernetes: v1.35.4 }\n", "vcluster 0.36.1"],
    [
      "of an application",
      "applications:\n  shop:\n    chart: oci://ghcr.io/example/charts/shop\n    version: 1.8.2\n",
      "ghcr.io/example/charts/shop 1.8.2",
    ],
    ["of an image", "      web: { repository: ghcr.io/example/web, tag: 1.8.2 }\n", "ghcr.io/example/web 1.8.2"],
  ])("find a version %s", (_where, content, expected) => {
    expect(found(content, all)).toEqual([expected]);
  });
});
