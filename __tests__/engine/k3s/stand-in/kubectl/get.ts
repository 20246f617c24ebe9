import { stringify } from "yaml";
import { fields, type Kind, type KubeObject } from "../kinds";
import { Refusal } from "../output";
import { needState } from "../state";
import { callApi } from "./access";
import type { KubectlArguments } from "./arguments";
import { allOf, namedObjects, needKind, notFound } from "./find";
import { renderJsonPath } from "./jsonpath";

/** `kubectl get --raw PATH`. */
export async function getRaw(args: KubectlArguments, path: string): Promise<number> {
  if (!["/readyz", "/livez", "/healthz", "/version"].includes(path)) {
    throw new Refusal(
      `Error from server (NotFound): the server could not find the requested resource (simulated: /readyz, /livez, /healthz, /version)`,
    );
  }
  const { answer } = await callApi(args.value("kubeconfig"), path);
  if (answer.status !== 200) {
    throw new Refusal(
      `Error from server (InternalError): an error on the server (${JSON.stringify(answer.body)}) has prevented the request from succeeding`,
    );
  }
  process.stdout.write(`${answer.body}\n`);
  return 0;
}

/** `kubectl get KIND [NAME…]`. */
export async function getObjects(args: KubectlArguments): Promise<number> {
  const state = needState();
  const wanted = namedObjects(args.rest);
  if (args.rest.length === 0) {
    throw new Refusal("error: You must specify the type of resource to get.");
  }
  const namespace = args.on("all-namespaces") ? undefined : args.namespace;
  const found: { kind: Kind; object: KubeObject }[] = [];
  for (const [word, name] of wanted) {
    const kind = needKind(word, state);
    const all = await allOf(kind, namespace, state);
    const matching = all.filter((object) =>
      name === undefined ? matches(object, args.value("selector")) : object.metadata.name === name,
    );
    if (name !== undefined && matching.length === 0 && !args.on("ignore-not-found")) {
      throw notFound(kind, name);
    }
    found.push(...matching.map((object) => ({ kind, object })));
  }
  const single = wanted.length === 1 && wanted[0]?.[1] !== undefined;
  if (single && found.length === 0) {
    return 0;
  }
  print(found, single, args);
  return 0;
}

function print(found: readonly { kind: Kind; object: KubeObject }[], single: boolean, args: KubectlArguments): void {
  const objects = found.map((entry) => entry.object);
  const root = single ? objects[0] : { apiVersion: "v1", kind: "List", items: objects };
  const output = args.value("output") ?? "";
  if (output === "json") {
    process.stdout.write(`${JSON.stringify(root, null, 2)}\n`);
  } else if (output === "yaml") {
    process.stdout.write(stringify(root));
  } else if (output.startsWith("jsonpath=")) {
    process.stdout.write(renderJsonPath(output.slice("jsonpath=".length), root));
  } else if (output === "name") {
    process.stdout.write(found.map(({ kind, object }) => `${singular(kind)}/${object.metadata.name}\n`).join(""));
  } else if (output === "" || output === "wide") {
    printTable(objects, args.on("no-headers"));
  } else {
    throw new Refusal(`error: unable to match a printer suitable for the output format "${output}"`);
  }
}

function printTable(objects: readonly KubeObject[], headless: boolean): void {
  if (objects.length === 0) {
    process.stderr.write("No resources found\n");
    return;
  }
  const nodes = objects.every((object) => object.kind === "Node");
  const header = nodes ? ["NAME", "STATUS", "ROLES", "VERSION", "INTERNAL-IP"] : ["NAMESPACE", "NAME"];
  const rows = objects.map((object) =>
    nodes ? nodeRow(object) : [object.metadata.namespace ?? "", object.metadata.name],
  );
  const lines = [...(headless ? [] : [header]), ...rows].map((row) =>
    row
      .map((cell) => cell.padEnd(22))
      .join(" ")
      .trimEnd(),
  );
  process.stdout.write(`${lines.join("\n")}\n`);
}

function nodeRow(node: KubeObject): string[] {
  const path = (template: string): string => renderJsonPath(template, node);
  const ready = path('{.status.conditions[?(@.type=="Ready")].status}') === "True" ? "Ready" : "NotReady";
  const disabled = fields(node.spec).unschedulable === true ? ",SchedulingDisabled" : "";
  const roles = Object.keys(node.metadata.labels ?? {}).filter((key) => key.startsWith("node-role.kubernetes.io/"));
  return [
    node.metadata.name,
    `${ready}${disabled}`,
    roles
      .map((key) => key.slice("node-role.kubernetes.io/".length))
      .sort()
      .join(",") || "<none>",
    path("{.status.nodeInfo.kubeletVersion}"),
    path('{.status.addresses[?(@.type=="InternalIP")].address}'),
  ];
}

/** `key=value`, `key!=value`, `key` and `!key`, with commas between. */
export function matches(object: KubeObject, selector: string | undefined): boolean {
  const labels = object.metadata.labels ?? {};
  return (selector?.split(",") ?? []).every((term) => {
    const match = /^(!?)([^=!]+)(?:(==?|!=)(.*))?$/.exec(term.trim());
    if (match === null) {
      throw new Refusal(`error: unable to parse requirement: ${term}`);
    }
    const [, not, key = "", operator, value] = match;
    if (operator === undefined) {
      return key in labels === (not === "");
    }
    return (labels[key] === value) === (operator !== "!=");
  });
}

function singular(kind: Kind): string {
  return `${kind.kind.toLowerCase()}${kind.group === "" ? "" : `.${kind.group}`}`;
}
