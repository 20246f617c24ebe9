import { appendFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { thisMachine } from "./machine";
import { Refusal } from "./output";
import { SYSCTLS } from "./validate";

/** Harmless versions of what would change the kernel that all machines share. Each refuses what it doesn't know. */
export const HOST_TOOLS: Readonly<Record<string, (args: readonly string[]) => number>> = {
  sysctl,
  modprobe: (args) => refuseUnless("modprobe", args, /^(-q|-a|[a-z0-9_-]+)$/),
  "iptables-save": (args) => refuseUnless("iptables-save", args, /^(-c|-t|filter|nat|mangle|raw)$/),
  "ip6tables-save": (args) => refuseUnless("ip6tables-save", args, /^(-c|-t|filter|nat|mangle|raw)$/),
  "iptables-restore": restoreTables,
  "ip6tables-restore": restoreTables,
  ip,
};

/** Records what is set instead of setting it; k3s's stand-in looks there. */
function sysctl(args: readonly string[]): number {
  const quiet = args.some((argument) => argument === "-q" || argument === "--quiet");
  const [command = "", ...files] = args.filter((argument) => argument !== "-q" && argument !== "--quiet");
  const apply = (lines: readonly string[]): number => {
    for (const line of lines) {
      const [key = "", value = ""] = line.split("=").map((part) => part.trim());
      if (!/^[a-z0-9_.-]+$/.test(key) || value === "") {
        throw new Refusal(`sysctl: setting "${line}" is malformed`);
      }
      if (/^(vm|kernel|fs)\./.test(key) && !existsSync(`/proc/sys/${key.replaceAll(".", "/")}`)) {
        throw new Refusal(`sysctl: cannot stat /proc/sys/${key.replaceAll(".", "/")}: No such file or directory`);
      }
      appendFileSync(SYSCTLS, `${key}=${value}\n`);
      process.stdout.write(quiet ? "" : `${key} = ${value}\n`);
    }
    return 0;
  };
  if (command === "-p" || command === "--load") {
    return apply((files.length === 0 ? ["/etc/sysctl.conf"] : files).flatMap(settingsIn));
  }
  if (command === "--system") {
    return apply(
      readdirSync("/etc/sysctl.d")
        .sort()
        .flatMap((file) => settingsIn(`/etc/sysctl.d/${file}`)),
    );
  }
  if (command === "-w") {
    return apply(files);
  }
  if (command === "-n" && files.length === 1) {
    const [key = ""] = files;
    const set = existsSync(SYSCTLS) ? readFileSync(SYSCTLS, "utf8").split("\n").reverse() : [];
    const own = set.find((line) => line.startsWith(`${key}=`))?.slice(key.length + 1);
    process.stdout.write(`${own ?? readFileSync(`/proc/sys/${key.replaceAll(".", "/")}`, "utf8").trim()}\n`);
    return 0;
  }
  throw new Refusal(`sysctl: "${args.join(" ")}" is not simulated; -p FILE, --system, -w KEY=VALUE and -n KEY are`);
}

function settingsIn(file: string): readonly string[] {
  if (!existsSync(file)) {
    throw new Refusal(`sysctl: cannot open "${file}": No such file or directory`);
  }
  const lines = readFileSync(file, "utf8")
    .split("\n")
    .map((line) => line.trim());
  return lines.filter((line) => line !== "" && !/^[#;]/.test(line));
}

function restoreTables(args: readonly string[]): number {
  readFileSync(0);
  return refuseUnless("iptables-restore", args, /^(-n|--noflush|-w|-c)$/);
}

/** There are no links but the loopback's, so there is nothing to delete. */
function ip(args: readonly string[]): number {
  const words = args.filter((argument) => !/^-(o|4|6|br|brief)$/.test(argument));
  if (words[0] === "link" && /^(delete|del|show)$/.test(words[1] ?? "")) {
    process.stderr.write(`Cannot find device "${words.at(-1) ?? ""}"\n`);
    return 1;
  }
  if (/^a(ddr(ess)?)?$/.test(words[0] ?? "") && words.length <= 2) {
    const lines = thisMachine().addresses.map(
      (address, index) => `${String(index + 1)}: eth0    inet ${address}/24 scope global eth0`,
    );
    process.stdout.write(`${lines.join("\n")}\n`);
    return 0;
  }
  throw new Refusal(`ip: "${args.join(" ")}" is not simulated; link delete NAME and addr are`);
}

function refuseUnless(name: string, args: readonly string[], allowed: RegExp): number {
  const wrong = args.find((argument) => !allowed.test(argument));
  if (wrong !== undefined) {
    throw new Refusal(`${name}: "${wrong}" is not simulated`);
  }
  return 0;
}
