import { appendFileSync, readdirSync, readFileSync, readlinkSync } from "node:fs";

/**
 * Watches the process list of every machine of a run, as any user of that machine could, and appends each command
 * line that it has not seen yet. Arguments: the folder that maps a process namespace to a machine, the file to write.
 */
function main(namespaces: string, output: string): void {
  const seen = new Set<string>();
  const owners = new Map<string, string>();
  setInterval(() => {
    for (const file of readdirSync(namespaces)) {
      if (!owners.has(file)) {
        owners.set(file, readFileSync(`${namespaces}/${file}`, "utf8"));
      }
    }
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      const line = sample(pid, owners);
      if (line !== undefined && !seen.has(line.key)) {
        seen.add(line.key);
        appendFileSync(output, `${JSON.stringify({ time: Date.now(), ...line.record })}\n`);
      }
    }
  }, 40);
}

interface Sample {
  readonly key: string;
  readonly record: { readonly node: string; readonly command: readonly string[] };
}

/** The command line of a process, or undefined when it belongs to no machine or is gone already. */
function sample(pid: string, owners: ReadonlyMap<string, string>): Sample | undefined {
  try {
    const node = owners.get(readlinkSync(`/proc/${pid}/ns/pid`).replace(/\D/g, ""));
    const command = node === undefined ? "" : readFileSync(`/proc/${pid}/cmdline`, "utf8");
    if (node === undefined || command === "") {
      return undefined;
    }
    return { key: `${node} ${pid} ${command}`, record: { node, command: command.replace(/\0+$/, "").split("\0") } };
  } catch {
    return undefined; // It ended while we looked.
  }
}

main(process.argv[2] ?? "", process.argv[3] ?? "");
