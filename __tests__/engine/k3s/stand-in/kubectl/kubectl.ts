import { Refusal } from "../output";
import { needApi } from "./access";
import { parseKubectl, type KubectlArguments } from "./arguments";
import { annotate, label, taint } from "./change";
import { applyFile, deleteObject } from "./objects";
import { cordon, drain } from "./drain";
import { getObjects, getRaw } from "./get";
import { waitFor } from "./wait";

/** A command: the options that it knows (true: with a value) and what it does. */
interface Command {
  readonly options: Readonly<Record<string, boolean>>;
  readonly run: (args: KubectlArguments) => Promise<number>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  annotate: { options: { overwrite: false }, run: annotate },
  apply: { options: { filename: true, "server-side": false, "force-conflicts": false }, run: applyFile },
  cordon: { options: {}, run: (args) => cordon(args, true) },
  delete: { options: { "ignore-not-found": false, wait: false, timeout: true, now: false }, run: deleteObject },
  drain: {
    options: {
      "ignore-daemonsets": false,
      "delete-emptydir-data": false,
      force: false,
      "disable-eviction": false,
      timeout: true,
      "grace-period": true,
    },
    run: drain,
  },
  get: {
    options: {
      output: true,
      selector: true,
      raw: true,
      "all-namespaces": false,
      "ignore-not-found": false,
      "no-headers": false,
    },
    run: getObjects,
  },
  label: { options: { overwrite: false }, run: label },
  taint: { options: { overwrite: false }, run: taint },
  uncordon: { options: {}, run: (args) => cordon(args, false) },
  version: { options: { client: false, output: true }, run: (args) => getRaw(args, "/version") },
  wait: { options: { for: true, timeout: true }, run: waitFor },
};

/** `k3s kubectl …`: the part of kubectl that scripts on a node need. */
export async function kubectl(args: readonly string[]): Promise<number> {
  const position = args.findIndex(
    (argument, index) => !argument.startsWith("-") && !/^(-n|--namespace|--kubeconfig)$/.test(args[index - 1] ?? ""),
  );
  const name = args[position] ?? "";
  const command = COMMANDS[name];
  if (command === undefined) {
    throw new Refusal(
      `error: unknown command "${name}" for "kubectl" (simulated: ${Object.keys(COMMANDS).join(", ")})`,
    );
  }
  const parsed = parseKubectl([...args.slice(0, position), ...args.slice(position + 1)], command.options);
  const raw = parsed.value("raw");
  if (raw !== undefined) {
    return getRaw(parsed, raw);
  }
  if (name !== "version" && (await needApi(parsed.value("kubeconfig"))) === "node" && !isOwnNode(name, parsed)) {
    throw new Refusal(`Error from server (Forbidden): User "system:node" cannot ${name} ${parsed.rest.join(" ")}`);
  }
  return command.run(parsed);
}

/** A node may read Node objects and nothing else that the tests need. */
function isOwnNode(name: string, args: KubectlArguments): boolean {
  return name === "get" && /^(no|nodes?)$/.test(args.rest[0] ?? "") && args.rest.length === 2;
}
