import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { isFields, type KubeObject } from "./kinds";
import { applyObject } from "./objects";
import { log } from "./output";
import { changeState, needState } from "./state";
import { record } from "./timeline";
import { hash } from "./token";

const MANIFESTS = "/var/lib/rancher/k3s/server/manifests";

/** Errors that were told already, by file: a file is tried again and again. */
const told = new Map<string, string>();

/** Applies what is new or changed in the manifests folder, as k3s's deploy controller does. What vanishes stays in the cluster. */
export async function deployAddons(node: string): Promise<void> {
  for (const file of manifestFiles(MANIFESTS)) {
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    const name = file.slice(MANIFESTS.length + 1);
    const checksum = hash(text);
    if (text === "" || needState().addons[name] === checksum) {
      continue;
    }
    const objects = parseObjects(text);
    const failure = await changeState((state) => {
      const errors = objects.map((object) => applyObject(state, object)).filter((error) => error !== undefined);
      if (errors.length === 0) {
        state.addons[name] = checksum;
        applyObject(state, addonObject(name, checksum));
      }
      return errors[0];
    });
    if (failure === undefined) {
      told.delete(name);
      await record(node, "addon-applied", { file: name, objects: objects.map(describe) });
    } else if (told.get(name) !== failure) {
      told.set(name, failure);
      log("error", `Failed to process config: failed to process ${file}: ${failure}`);
      await record(node, "addon-failed", { file: name, message: failure });
    }
  }
}

/** The objects of a YAML file. */
export function parseObjects(text: string): readonly KubeObject[] {
  return parseAllDocuments(text)
    .map((document): unknown => document.toJS())
    .filter((content) => content !== null && content !== undefined)
    .map((content) => {
      if (!isObject(content)) {
        throw new Error(`not a Kubernetes object: ${JSON.stringify(content)}`);
      }
      return content;
    });
}

function isObject(value: unknown): value is KubeObject {
  return (
    isFields(value) &&
    typeof value.apiVersion === "string" &&
    typeof value.kind === "string" &&
    isFields(value.metadata) &&
    typeof value.metadata.name === "string"
  );
}

/** `Kind namespace/name`. */
export function describe(object: KubeObject): string {
  const { namespace, name } = object.metadata;
  return `${object.kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
}

function manifestFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) {
    return [];
  }
  const entries = readdirSync(folder)
    .filter((name) => !name.startsWith("."))
    .sort();
  return entries.flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
      return manifestFiles(path);
    }
    return /\.(ya?ml|json)$/.test(name) && !entries.includes(`${name}.skip`) ? [path] : [];
  });
}

function addonObject(name: string, checksum: string): KubeObject {
  const base = name.replace(/^.*\//, "").replace(/\.(ya?ml|json)$/, "");
  return {
    apiVersion: "k3s.cattle.io/v1",
    kind: "Addon",
    metadata: { name: base, namespace: "kube-system" },
    spec: { checksum, source: `${MANIFESTS}/${name}` },
  };
}
