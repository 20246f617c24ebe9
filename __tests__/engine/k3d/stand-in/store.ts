import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

declare global {
  /** Constants that the bundle starts with. */
  var standIn: Readonly<Record<string, string>>;
}

/** A container of the stand-in's container engine. */
export interface Container {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly state: "created" | "running";
  readonly image: string;
  readonly networks: readonly string[];
  /** Named volumes and where they are mounted. */
  readonly mounts: Readonly<Record<string, string>>;
  /** `address:port` of the machine. */
  readonly published: readonly string[];
  readonly args: readonly string[];
}

/** A volume or a network. */
export interface Labelled {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** The folder that everything is kept in. */
export const folder = globalThis.standIn["folder"] ?? "";

/** Things of one kind, one JSON file each. */
class Shelf<T extends { readonly name: string }> {
  constructor(private readonly kind: string) {}

  get(name: string): T | undefined {
    const file = this.file(name);
    return existsSync(file) ? this.parse(file) : undefined;
  }

  all(): readonly T[] {
    const shelf = dirname(this.file("x"));
    return existsSync(shelf) ? readdirSync(shelf).map((name) => this.parse(join(shelf, name))) : [];
  }

  put(thing: T): void {
    mkdirSync(dirname(this.file(thing.name)), { recursive: true });
    writeFileSync(this.file(thing.name), JSON.stringify(thing));
  }

  delete(name: string): void {
    rmSync(this.file(name));
  }

  private file(name: string): string {
    return join(folder, this.kind, `${name}.json`);
  }

  private parse(file: string): T {
    return JSON.parse(readFileSync(file, "utf8"));
  }
}

export const containers = new Shelf<Container>("containers");
export const volumes = new Shelf<Labelled>("volumes");
export const networks = new Shelf<Labelled>("networks");

/** Where a folder of a container really lies: in a volume mounted there, or in the container's own files. */
export function insideFolder(container: Container, path: string): string {
  const mounted = Object.entries(container.mounts).find(([, destination]) => destination === path);
  return mounted ? join(folder, "volume-data", mounted[0]) : join(folder, "files", container.name, path);
}

/** Forgets what a container or a volume had on its disk. */
export function wipe(kind: "files" | "volume-data", name: string): void {
  rmSync(join(folder, kind, name), { recursive: true, force: true });
}

/** Notes what happened, with the time; a test may ask to be waited for at an event, to kill the run there. */
export function note(event: string, detail: Readonly<Record<string, unknown>> = {}): void {
  appendFileSync(join(folder, "timeline.jsonl"), `${JSON.stringify({ at: Date.now(), event, ...detail })}\n`);
  const stop = join(folder, "stop-at");
  if (!existsSync(stop) || readFileSync(stop, "utf8") !== event) return;
  writeFileSync(join(folder, "stopped"), event);
  while (existsSync(stop)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
}

/** Ends the program as the real one does: with a reason, and not with 0. */
export function refuse(message: string): never {
  process.stderr.write(`${message}\n`);
  note("refused", { message });
  process.exit(1);
}

/** Flags and arguments of a command; a flag that the real program doesn't have is refused. */
export function parseFlags(
  args: readonly string[],
  known: Readonly<Record<string, "value" | "switch">>,
): { readonly flags: Readonly<Record<string, readonly string[]>>; readonly rest: readonly string[] } {
  const flags: Record<string, string[]> = {};
  let index = 0;
  for (; index < args.length; index++) {
    const [flag = "", ...inline] = (args[index] ?? "").split("=");
    if (!flag.startsWith("-") || flag === "-") break;
    const kind = known[flag];
    if (kind === undefined) refuse(`unknown flag: ${flag}`);
    if (kind === "switch") flags[flag] = ["true"];
    else (flags[flag] ??= []).push(inline.length > 0 ? inline.join("=") : (args[++index] ?? ""));
  }
  return { flags, rest: args.slice(index) };
}
