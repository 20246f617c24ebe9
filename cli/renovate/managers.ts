import type { Component } from "../../catalog/define";
import { chartSource, VCLUSTER, type Source } from "../outdated/targets";

/** One of Renovate's custom managers: what it finds, and where it looks for newer versions. */
export interface Manager {
  readonly customType: "regex";
  readonly description: string;
  readonly managerFilePatterns: readonly string[];
  readonly matchStrings: readonly string[];
  readonly depNameTemplate?: string;
  readonly packageNameTemplate?: string;
  readonly datasourceTemplate: "helm" | "docker" | "github-releases";
  readonly registryUrlTemplate?: string;
  readonly versioningTemplate: string;
}

/** A value, with or without quotes. Renovate's engine, RE2, knows no lookahead, and `^` is the beginning of the file. */
const VALUE = "[\"']?(?<currentValue>v?\\d[^\\s\"',}]*)";
const K3S_VERSION = "regex:^v(?<major>\\d+)\\.(?<minor>\\d+)\\.(?<patch>\\d+)\\+k3s(?<build>\\d+)$";

/** What Renovate finds in these files, which are all that it may change in environments/. */
export function managers(files: readonly string[], components: readonly Component[]): Manager[] {
  const common = {
    customType: "regex",
    managerFilePatterns: files.map((file) => `/^${escaped(file).replaceAll("/", "\\/")}$/`),
  } as const;
  const charts = components.flatMap((component): Manager[] => {
    const { name, chart } = component;
    if (chart === undefined) return [];
    const source = chartSource(chart.repository, chart.name);
    return [
      { ...common, description: `The component ${name}`, matchStrings: [entryOf(name)], ...lookUp(source, name) },
    ];
  });
  const k3s: Manager = {
    ...common,
    description: "k3s, of the environment's own cluster",
    matchStrings: [entryOf("cluster", 0)],
    depNameTemplate: "k3s",
    packageNameTemplate: "k3s-io/k3s",
    datasourceTemplate: "github-releases",
    versioningTemplate: K3S_VERSION,
  };
  const clusters: Manager = {
    ...common,
    description: "Virtual clusters",
    matchStrings: [`version:\\s*${VALUE}["']?(?:,|\\s*\\n)\\s*kubernetes:`],
    ...lookUp(VCLUSTER, "vcluster"),
  };
  const applications: Manager = {
    ...common,
    description: "Applications from charts in OCI registries",
    matchStrings: [`chart:\\s*["']?oci://(?<depName>[^\\s"',}]+)["']?(?:,|\\s*\\n)\\s*version:\\s*${VALUE}`],
    datasourceTemplate: "docker",
    versioningTemplate: "semver",
  };
  const images: Manager = {
    ...common,
    description: "Images of applications",
    matchStrings: [`repository:\\s*["']?(?<depName>[^\\s"',}]+)["']?(?:,|\\s*\\n)\\s*tag:\\s*${VALUE}`],
    datasourceTemplate: "docker",
    versioningTemplate: "docker",
  };
  return [k3s, ...charts, clusters, applications, images];
}

/** The version of an entry, in one line between braces or in a line of its own. */
function entryOf(name: string, indent = 2): string {
  const [outer, inner] = [" ".repeat(indent), " ".repeat(indent + 2)];
  const braces = "\\s*\\{(?:[^{}]*,)?\\s*";
  const lines = `[^\\S\\n]*(?:#[^\\n]*)?\\n(?:${inner}[^\\n]*\\n|\\s*\\n)*?${inner}`;
  return `\\n${outer}${escaped(name)}:(?:${braces}|${lines})version:\\s*${VALUE}`;
}

function lookUp(
  source: Source,
  name: string,
): Omit<Manager, "customType" | "description" | "managerFilePatterns" | "matchStrings"> {
  if (source.kind === "helm") {
    return {
      depNameTemplate: name,
      packageNameTemplate: source.chart,
      datasourceTemplate: "helm",
      registryUrlTemplate: source.repository,
      versioningTemplate: "semver",
    };
  }
  if (source.kind !== "oci") throw new Error(`${name} comes from no chart repository.`);
  // Charts in OCI registries are images to Renovate.
  return {
    depNameTemplate: name,
    packageNameTemplate: source.image,
    datasourceTemplate: "docker",
    versioningTemplate: "semver",
  };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
