import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { kubectl } from "./kubectl";
import {
  containers,
  folder,
  insideFolder,
  networks,
  note,
  parseFlags,
  refuse,
  volumes,
  wipe,
  type Labelled,
} from "./store";

/** `docker`, as far as it is used: it knows no other command and no other flag. */
export function docker(args: readonly string[]): void {
  const [noun = "", verb = "", ...more] = args;
  if (existsSync(join(folder, "docker-is-down")))
    refuse("Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?");
  switch (noun) {
    case "version":
      parseFlags([verb, ...more], { "--format": "value" });
      return print("29.0.0");
    case "ps":
      return ps([verb, ...more]);
    case "exec":
      return exec([verb, ...more]);
    case "volume":
      return volume(verb, more);
    case "network":
      return network(verb, more);
    default:
      refuse(`docker: unknown command: docker ${noun}`);
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function ps(args: readonly string[]): void {
  const { flags } = parseFlags(args, { "--all": "switch", "--filter": "value", "--format": "value" });
  const found = containers.all().filter((container) => matches(container, flags["--filter"]));
  for (const { name, labels } of found) {
    const format = flags["--format"]?.[0] ?? refuse("the stand-in wants --format");
    print(
      format
        .replace("{{.Names}}", name)
        .replace(/\{\{\.Label "([^"]+)"\}\}/g, (_, label: string) => labels[label] ?? ""),
    );
  }
}

function matches({ labels }: Labelled, filters: readonly string[] = []): boolean {
  return filters.every((filter) => {
    const [, key = "", value = ""] = /^label=([^=]+)=(.*)$/.exec(filter) ?? refuse(`invalid filter '${filter}'`);
    return labels[key] === value;
  });
}

function volume(verb: string, args: readonly string[]): void {
  const { flags, rest } = parseFlags(args, {
    "--label": "value",
    "--format": "value",
    "--quiet": "switch",
    "--filter": "value",
  });
  const [name = ""] = rest;
  if (verb === "ls") {
    for (const found of volumes.all().filter((one) => matches(one, flags["--filter"]))) print(found.name);
  } else if (verb === "create") {
    // One that is there already stays as it is, its labels included.
    if (!volumes.get(name))
      volumes.put({
        name,
        labels: Object.fromEntries((flags["--label"] ?? []).map((label) => label.split(/=(.*)/s).slice(0, 2))),
      });
    note("volume created", { name });
    print(name);
  } else if (verb === "inspect") {
    const found = volumes.get(name) ?? refuse(`Error response from daemon: get ${name}: no such volume`);
    const [, label = ""] = /index \.Labels "([^"]+)"/.exec(flags["--format"]?.[0] ?? "") ?? [];
    print(found.labels[label] ?? "");
  } else if (verb === "rm") {
    if (!volumes.get(name)) refuse(`Error response from daemon: get ${name}: no such volume`);
    const user = containers.all().find(({ mounts }) => name in mounts);
    if (user) refuse(`Error response from daemon: remove ${name}: volume is in use - [${user.name}]`);
    volumes.delete(name);
    wipe("volume-data", name);
    note("volume removed", { name });
  } else refuse(`docker: unknown command: docker volume ${verb}`);
}

function network(verb: string, [name = ""]: readonly string[]): void {
  if (!networks.get(name)) refuse(`Error response from daemon: network ${name} not found`);
  if (verb === "inspect") return print("[]");
  if (verb !== "rm") refuse(`docker: unknown command: docker network ${verb}`);
  if (containers.all().some((container) => container.networks.includes(name)))
    refuse(`error while removing network: network ${name} has active endpoints`);
  networks.delete(name);
  note("network removed", { name });
}

/** Runs in a container what k3s's image has: a shell with a handful of tools, and kubectl. Nothing but relative paths. */
function exec(args: readonly string[]): void {
  const { flags, rest } = parseFlags(args, { "--interactive": "switch", "--workdir": "value" });
  const [name = "", program = "", ...more] = rest;
  const container = containers.get(name) ?? refuse(`Error response from daemon: No such container: ${name}`);
  if (container.state !== "running") refuse(`Error response from daemon: container ${name} is not running`);
  if (program === "kubectl") return kubectl(container, more);
  const cwd = insideFolder(container, flags["--workdir"]?.[0] ?? refuse("the stand-in wants --workdir"));
  if (!existsSync(cwd))
    refuse(
      "OCI runtime exec failed: exec failed: unable to start container process: chdir to cwd failed: no such file or directory",
    );
  note("exec", { program, processes: processes() });
  const tool = join(folder, "busybox", program);
  if (!existsSync(tool)) refuse(`OCI runtime exec failed: exec: "${program}": executable file not found in $PATH`);
  const input = flags["--interactive"] ? readFileSync(0) : "";
  const result = spawnSync(tool, more, {
    cwd,
    input,
    env: { PATH: join(folder, "busybox") },
    stdio: ["pipe", "inherit", "inherit"],
  });
  note("executed", { program, status: result.status });
  process.exitCode = result.status ?? 1;
}

/** The command lines of all processes, as `ps` shows them to anybody. */
function processes(): readonly string[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")];
      } catch {
        return []; // it ended in the meantime
      }
    });
}
