import { didYouMean } from "../../config/suggest";
import { Failure } from "../failure";
import type { Machine } from "../k3s/machines";
import { snapshotText, type Snapshot } from "./snapshot";
import type { Surveyed } from "./survey";

/** What a restore is about. */
export interface Wish {
  readonly environment: string;
  /** `organization/environment`. */
  readonly owner: string;
  readonly snapshot: Snapshot;
  /** The server to restore on. @default - the first that can */
  readonly server?: string | undefined;
  /** Restore from the beginning, even if a server already holds this snapshot. */
  readonly again: boolean;
  /** The id that a new restore gets. */
  readonly newId: string;
}

/** What a restore does, in this order. */
export interface RestorePlan {
  readonly id: string;
  /** The server that the snapshot is restored on. */
  readonly first: Machine;
  /** It holds the snapshot already, from a run that did not come to its end. */
  readonly resumed: boolean;
  /** Servers that are stopped, and join again one after the other. */
  readonly others: readonly Machine[];
  /** Agents that register again. */
  readonly agents: readonly Machine[];
  /** Machines that the next deploy sets up. */
  readonly notSetUp: readonly string[];
  /** Servers and agents that don't answer, and why. */
  readonly silent: readonly { readonly name: string; readonly role: string; readonly what: string }[];
}

/** Decides what a restore does, from what the machines say. */
export function planRestore(machines: readonly Surveyed[], wish: Wish): RestorePlan {
  const foreign = machines.find(({ owner }) => owner !== "" && owner !== wish.owner);
  if (foreign) {
    throw new Failure(`${nameOf(foreign)} belongs to ${foreign.owner}, not to ${wish.owner}. Nothing was changed.`);
  }
  const present = machines.filter(({ owner }) => owner !== "");
  const servers = present.filter(({ machine }) => machine.node.role === "server");
  if (servers.length === 0) throw new Failure(nobody(machines, wish.environment));
  const halfDone = wish.again
    ? undefined
    : servers.find(({ restored }) => restored?.snapshot === snapshotText(wish.snapshot));
  const first = halfDone ?? chooseFirst(machines, servers, wish);
  if (wish.server !== undefined && nameOf(first) !== wish.server) {
    throw new Failure(
      `${nameOf(first)} already holds this snapshot, from a restore that was not finished. Go on without --server, or begin anew with --again.`,
    );
  }
  const id = halfDone?.restored?.id ?? wish.newId;
  return {
    id,
    first: first.machine,
    resumed: halfDone !== undefined,
    others: servers.filter((server) => server !== first && server.rejoined !== id).map(({ machine }) => machine),
    agents: present.filter(({ machine }) => machine.node.role === "agent").map(({ machine }) => machine),
    notSetUp: machines.filter(({ owner, silent }) => owner === "" && silent === undefined).map(nameOf),
    silent: machines.flatMap(({ machine, silent }) =>
      silent === undefined ? [] : [{ name: machine.node.name, role: machine.node.role, what: silent.what }],
    ),
  };
}

function chooseFirst(machines: readonly Surveyed[], servers: readonly Surveyed[], wish: Wish): Surveyed {
  const { snapshot, server } = wish;
  const able = servers.filter(({ hasSnapshot }) => snapshot.kind === "bucket" || hasSnapshot);
  if (server !== undefined) {
    const named = servers.find((candidate) => nameOf(candidate) === server);
    if (!named) throw new Failure(notThere(machines, server, wish.environment));
    if (able.includes(named)) return named;
  } else if (able[0]) return able[0];
  const where = able.length > 0 ? `on ${able.map(nameOf).join(", ")}` : "on no server that answers";
  throw new Failure(
    `The snapshot ${snapshotText(snapshot)} is ${where}${server === undefined ? "" : `, not on ${server}`}. --list shows those that there are. Nothing was changed.`,
  );
}

/** Refuses the name of a server that the environment has not. */
export function refuseUnknownServer(servers: readonly Machine[], name: string, environment: string): void {
  const names = servers.map(({ node }) => node.name);
  if (names.includes(name)) return;
  throw new Failure(`There is no server "${name}".${didYouMean(name, names)} ${environment} has ${names.join(", ")}.`);
}

function notThere(machines: readonly Surveyed[], name: string, environment: string): string {
  const silent = machines.find((candidate) => nameOf(candidate) === name)?.silent;
  if (silent !== undefined) return `${name} doesn't answer: ${silent.what}. ${silent.fix}`;
  return `${name} is not set up yet. Deploy first: npx cdktf deploy ${environment}`;
}

function nobody(machines: readonly Surveyed[], environment: string): string {
  const silent = machines.flatMap(({ machine, silent: fault }) =>
    fault ? [{ name: machine.node.name, ...fault }] : [],
  );
  if (silent.length > 0) {
    const reasons = silent.map(({ name, what }) => `  ${name}: ${what}`);
    const fixes = [...new Set(silent.map(({ fix }) => fix))];
    return ["No server that is set up answers:", ...reasons, ...fixes, "Nothing was changed."].join("\n");
  }
  return `No server is set up yet. Deploy first: npx cdktf deploy ${environment} prepares the machines and stops where the data is missing. Then restore.`;
}

function nameOf({ machine }: Surveyed): string {
  return machine.node.name;
}
