import { Refusal } from "../output";

/** A command line of kubectl: what it names and which options it has. */
export class KubectlArguments {
  constructor(
    readonly rest: readonly string[],
    private readonly options: ReadonlyMap<string, string>,
  ) {}

  value(name: string): string | undefined {
    return this.options.get(name);
  }

  on(name: string): boolean {
    const value = this.options.get(name);
    return value !== undefined && value !== "false";
  }

  get namespace(): string {
    return this.value("namespace") ?? "default";
  }

  /** An option like `90s`, in seconds; infinite for 0. */
  seconds(name: string, otherwise: number): number {
    const text = this.value(name);
    if (text === undefined) {
      return otherwise;
    }
    const match = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text);
    if (match === null || (text !== "0" && !/[hms]$/.test(text))) {
      throw new Refusal(
        `error: invalid argument "${text}" for "--${name}" flag: time: missing unit in duration "${text}"`,
      );
    }
    const [hours, minutes, seconds] = match.slice(1).map((part: string | undefined) => Number(part ?? 0));
    const total = (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
    return total === 0 ? Infinity : total;
  }
}

const SHORT: Readonly<Record<string, string>> = {
  n: "namespace",
  o: "output",
  l: "selector",
  f: "filename",
  A: "all-namespaces",
};
const GLOBAL = { namespace: true, kubeconfig: true, "request-timeout": true, context: true } as const;

/** Cuts a command line; `known` are the command's own options, with true for those that take a value. */
export function parseKubectl(args: readonly string[], known: Readonly<Record<string, boolean>>): KubectlArguments {
  const all: Readonly<Record<string, boolean>> = { ...GLOBAL, ...known };
  const options = new Map<string, string>();
  const rest: string[] = [];
  const queue = [...args];
  for (let argument = queue.shift(); argument !== undefined; argument = queue.shift()) {
    const match = /^(?:--([a-z-]+)|-([A-Za-z]))(?:=(.*))?$/s.exec(argument);
    if (match === null) {
      rest.push(argument);
      continue;
    }
    const name = match[1] ?? SHORT[match[2] ?? ""] ?? match[2] ?? "";
    const takesValue = all[name];
    if (takesValue === undefined) {
      throw new Refusal(`error: unknown flag: --${name}\nSee 'kubectl --help' for usage.`);
    }
    const value = match[3] ?? (takesValue ? queue.shift() : "true");
    if (value === undefined) {
      throw new Refusal(`error: flag needs an argument: --${name}`);
    }
    options.set(name, value);
  }
  return new KubectlArguments(rest, options);
}
