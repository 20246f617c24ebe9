import fc from "fast-check";
import { parseAllDocuments } from "yaml";
import { catalog } from "../../catalog";
import { SECRET_STORE_COMPONENT, type Component } from "../../catalog/define";
import { inventoryOf, type Inventory } from "../../catalog/inventory";
import { renderEnvironment } from "../../catalog/registry";
import type { Surroundings } from "../../catalog/surroundings";
import type { Environment } from "../../config";
import { k3sEnvironment, organization } from "../helpers/environments";
import { REQUIRED } from "./components/required";
import { onAws, surroundings } from "./components/surroundings";

/** Where every component can be; its mistakes are tested with it. */
const around = fc.constantFrom<Partial<Surroundings>>(
  { dns: { provider: "cloudflare", zone: "example.org", proxied: true } },
  { dns: { provider: "cloudflare", zone: "example.org", proxied: true }, highAvailability: true },
);

const byName = new Map(catalog.map((component) => [component.name, component]));
const ENGINES = { argocd: "argo-cd", flux: "flux" } as const;
const neutral = catalog.filter(({ engine }) => engine === undefined).map(({ name }) => name);

/** These components and all that they need; the store reads from this environment's own Vault. */
function closed(names: readonly string[], given: Surroundings): string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    const component = byName.get(name);
    if (component === undefined) throw new Error(`The catalog has no ${name}.`);
    const needs = component.configure(given, chosen(component)).dependsOn;
    [...Object.keys(needs), ...(name === SECRET_STORE_COMPONENT ? ["vault"] : [])].forEach(visit);
  };
  names.forEach(visit);
  return [...found].sort();
}

function chosen({ name, chart }: Component): Environment["components"][string] {
  return { version: chart && "1.2.3", variants: [], options: REQUIRED[name] ?? {} };
}

function inventory(names: readonly string[], engine: "argocd" | "flux", change: Partial<Surroundings>) {
  const all = [...names, ENGINES[engine]];
  const components = Object.fromEntries(all.map((name) => [name, chosen(byName.get(name) ?? fail(name))]));
  const gitops = { engine, repository: "example/platform", revision: "main", credential: "none" } as const;
  const environment = k3sEnvironment("staging", {}, { components, gitops });
  const own: Surroundings = surroundings({ ...change, engine, has: (name) => all.includes(name) });
  return {
    inventory: inventoryOf(environment, organization, { surroundings: own }),
    files: renderEnvironment(environment, organization, { surroundings: own }),
  };
}

function fail(name: string): never {
  throw new Error(`The catalog has no ${name}.`);
}

/** What Helm gets of a component, whoever gives it. */
interface Given {
  readonly repository: string;
  readonly chart: string;
  readonly version: string;
  readonly values: unknown;
}

const subsets = fc.tuple(fc.subarray(neutral, { minLength: 1 }), around);

describe("any components with all that they need", () => {
  test("come in the same order, and with the same charts, versions and values, by either engine", () => {
    fc.assert(
      fc.property(subsets, ([some, change]) => {
        const names = closed(some, surroundings(change));
        const argoCd = inventory(names, "argocd", change);
        const flux = inventory(names, "flux", change);
        expectWaves(argoCd.inventory, objects(argoCd.files));
        expectNames(flux.inventory, objects(flux.files));
        // Who pulls is no part of what is pulled.
        const own = new Set<string>(Object.values(ENGINES));
        const without = (all: ReadonlyMap<string, Given>) =>
          Object.fromEntries([...all].filter(([name]) => !own.has(name)).sort(([a], [b]) => (a < b ? -1 : 1)));
        const given = without(helmOfArgoCd(objects(argoCd.files)));
        expect(without(helmOfFlux(objects(flux.files)))).toEqual(given);
        expect(Object.keys(given)).toEqual(names.filter((name) => byName.get(name)?.chart !== undefined));
      }),
      { numRuns: 20 },
    );
  });
});

/** Argo CD: every Application is in a later wave than those that it waits for. */
function expectWaves({ installations }: Inventory, all: readonly unknown[]): void {
  const waves = new Map(applications(all).map(({ name, wave }) => [name, wave]));
  expect([...waves.keys()].sort()).toEqual(installations.map(({ name }) => name).sort());
  for (const { name, dependsOn } of installations) {
    for (const other of dependsOn) expect([name, other, earlier(waves, other, name)]).toEqual([name, other, true]);
  }
}

function earlier(waves: ReadonlyMap<string, number>, one: string, other: string): boolean {
  return (waves.get(one) ?? Infinity) < (waves.get(other) ?? -Infinity);
}

/** Flux: every Kustomization names exactly those that it waits for, and all of them are there. */
function expectNames({ installations }: Inventory, all: readonly unknown[]): void {
  const waits = new Map(kustomizations(all).map(({ name, dependsOn }) => [name, dependsOn]));
  expect([...waits.keys()].sort()).toEqual(installations.map(({ name }) => name).sort());
  for (const { name, dependsOn } of installations) expect(waits.get(name)).toEqual(dependsOn);
  for (const before of waits.values()) for (const name of before) expect([...waits.keys()]).toContain(name);
}

describe("the catalog", () => {
  test("has no circle, and nothing that waits for what is not in it", () => {
    const known = new Set(byName.keys());
    for (const { name, dependsOn, after } of catalog) {
      expect({ name, missing: [...Object.keys(dependsOn), ...after].filter((other) => !known.has(other)) }).toEqual({
        name,
        missing: [],
      });
    }
    for (const change of [{}, onAws]) {
      const made = inventory(closed(neutral.filter(withoutOrigin), surroundings(change)), "argocd", change);
      expect(made.inventory.installations.length).toBeGreaterThan(10);
    }
  });

  test("is in the order of names, each once", () => {
    const names = catalog.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].sort());
  });

  test("lets everybody who reads a secret wait for the store", () => {
    const made: Inventory = inventory(neutral.filter(withoutOrigin), "argocd", {}).inventory;
    for (const { name, manifests, dependsOn } of made.installations) {
      const reads = manifests.some(({ kind }) => kind === "ExternalSecret");
      if (reads)
        expect({ name, dependsOn }).toMatchObject({ dependsOn: expect.arrayContaining([SECRET_STORE_COMPONENT]) });
    }
  });
});

/** Cloudflare's certificates need its proxies, which not every environment has. */
function withoutOrigin(name: string): boolean {
  return name !== "origin-ca-issuer";
}

type Json = Readonly<Record<string, unknown>>;
const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null;
const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce((inner, key) => (isJson(inner) ? inner[key] : undefined), value);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function objects(files: Readonly<Record<string, string>>): unknown[] {
  return Object.values(files).flatMap((text) =>
    parseAllDocuments(unescaped(text)).map((document): unknown => document.toJS()),
  );
}

const ofKind = (all: readonly unknown[], kind: string): unknown[] => all.filter((one) => at(one, "kind") === kind);

/** Undoes what Argo CD's root chart does to braces of a component's own. */
function unescaped(text: string): string {
  return text.replace(/\{\{ "(\{+)" \}\}/g, "$1");
}

function applications(all: readonly unknown[]): { name: string; wave: number }[] {
  return ofKind(all, "Application")
    .map((object) => ({
      name: String(at(object, "metadata", "name")),
      wave: Number(at(object, "metadata", "annotations", "argocd.argoproj.io/sync-wave")),
    }))
    .filter(({ name }) => name !== "root");
}

function kustomizations(all: readonly unknown[]): { name: string; dependsOn: string[] }[] {
  return ofKind(all, "Kustomization")
    .filter((object) => at(object, "apiVersion") === "kustomize.toolkit.fluxcd.io/v1")
    .map((object) => ({
      name: String(at(object, "metadata", "name")),
      dependsOn: list(at(object, "spec", "dependsOn")).map((one) => String(at(one, "name"))),
    }))
    .filter(({ name }) => name !== "platform");
}

function helmOfArgoCd(all: readonly unknown[]): ReadonlyMap<string, Given> {
  const found = ofKind(all, "Application").flatMap((object) => {
    const sources = [at(object, "spec", "source"), ...list(at(object, "spec", "sources"))];
    return sources
      .filter((source) => at(source, "chart") !== undefined)
      .map((source): [string, Given] => [
        String(at(source, "helm", "releaseName")),
        {
          repository: String(at(source, "repoURL")),
          chart: String(at(source, "chart")),
          version: String(at(source, "targetRevision")),
          values: at(source, "helm", "valuesObject"),
        },
      ]);
  });
  return new Map(found);
}

function helmOfFlux(all: readonly unknown[]): ReadonlyMap<string, Given> {
  const source = (kind: string, name: unknown): unknown =>
    ofKind(all, kind).find((object) => at(object, "metadata", "name") === name);
  const found = ofKind(all, "HelmRelease").map((object): [string, Given] => {
    const values = at(object, "spec", "values");
    const name = String(at(object, "spec", "releaseName"));
    const oci = at(object, "spec", "chartRef", "name");
    if (oci !== undefined) {
      const repository = source("OCIRepository", oci);
      const [, folder = "", chart = ""] = /^oci:\/\/(.*)\/([^/]+)$/.exec(String(at(repository, "spec", "url"))) ?? [];
      return [name, { repository: folder, chart, version: String(at(repository, "spec", "ref", "tag")), values }];
    }
    const spec = at(object, "spec", "chart", "spec");
    const repository = String(at(source("HelmRepository", at(spec, "sourceRef", "name")), "spec", "url"));
    return [name, { repository, chart: String(at(spec, "chart")), version: String(at(spec, "version")), values }];
  });
  return new Map(found);
}
