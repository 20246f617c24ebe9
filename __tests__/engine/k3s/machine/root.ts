import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What a machine's disk holds before anybody logged in. */
export interface RootSpec {
  readonly name: string;
  /** Addresses of the machine: the one that SSH uses first. */
  readonly addresses: readonly string[];
  readonly port: number;
  /** Public key that may log in as root and as ubuntu. */
  readonly authorizedKey: string;
  /** Further lines of /etc/hosts: name to address. */
  readonly hosts: Readonly<Record<string, string>>;
  /** The bundled stand-ins of systemctl and its like. */
  readonly tools: string;
}

/** Commands that the stand-in of the machine's own tools answers, each through a link to the same file. */
const TOOLS = [
  "systemctl",
  "journalctl",
  "modprobe",
  "sysctl",
  "iptables-save",
  "iptables-restore",
  "ip6tables-save",
  "ip6tables-restore",
  "ip",
];

/** Writes an empty machine into `root`, which it clears first. */
export function layOutRoot(root: string, spec: RootSpec): void {
  rmSync(root, { recursive: true, force: true });
  for (const folder of FOLDERS) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  for (const [file, [text, mode]] of Object.entries(files(spec))) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
    chmodSync(join(root, file), mode);
  }
  for (const script of ["init", "record"]) {
    const target = join(root, "usr/local/libexec/stand-in", script);
    copyFileSync(join(__dirname, `${script}.sh`), target);
    chmodSync(target, 0o755);
  }
  copyFileSync(spec.tools, join(root, "usr/local/libexec/stand-in/tools"));
  chmodSync(join(root, "usr/local/libexec/stand-in/tools"), 0o755);
  for (const tool of TOOLS) {
    symlinkSync("/usr/local/libexec/stand-in/tools", join(root, "usr/local/sbin", tool));
  }
  for (const shared of ["/etc/ld.so.cache", "/etc/login.defs", "/etc/localtime"].filter((file) => existsSync(file))) {
    copyFileSync(shared, join(root, shared));
  }
  chmodSync(join(root, "tmp"), 0o1777);
  chmodSync(join(root, "var/tmp"), 0o1777);
  chmodSync(join(root, "root"), 0o700);
  chmodSync(join(root, "root/.ssh"), 0o700);
  chmodSync(join(root, "home/ubuntu/.ssh"), 0o700);
  for (const own of ["home/ubuntu", "home/ubuntu/.ssh", "home/ubuntu/.ssh/authorized_keys"]) {
    chownSync(join(root, own), UBUNTU, UBUNTU);
  }
}

const UBUNTU = 1000;

const FOLDERS = [
  "etc/systemd/system",
  "etc/sysctl.d",
  "home/ubuntu/.ssh",
  "mnt",
  "opt",
  "root/.ssh",
  "tmp",
  "usr/local/bin",
  "usr/local/libexec/stand-in",
  "usr/local/sbin",
  "var/lib/stand-in",
  "var/log/stand-in",
  "var/tmp",
];

function files(spec: RootSpec): Record<string, readonly [string, number]> {
  const [address = ""] = spec.addresses;
  const hosts = Object.entries({ localhost: "127.0.0.1", [spec.name]: address, ...spec.hosts });
  return {
    "etc/passwd": [PASSWD, 0o644],
    "etc/group": ["root:x:0:\ntty:x:5:\nsudo:x:27:ubuntu\nubuntu:x:1000:\nnogroup:x:65534:\n", 0o644],
    "etc/shadow": ["root:*:19000:0:99999:7:::\nubuntu:*:19000:0:99999:7:::\nsshd:*:19000:0:99999:7:::\n", 0o640],
    "etc/nsswitch.conf": ["passwd: files\ngroup: files\nshadow: files\nhosts: files\n", 0o644],
    "etc/hosts": [hosts.map(([name, to]) => `${to} ${name}\n`).join(""), 0o644],
    "etc/hostname": [`${spec.name}\n`, 0o644],
    "etc/resolv.conf": ["# Names come from /etc/hosts alone.\n", 0o644],
    "sys/fs/cgroup/cgroup.controllers": ["cpuset cpu io memory pids\n", 0o444],
    "usr/local/bin/nvidia-container-runtime": ["#!/bin/sh\nexit 1 # there for whoever looks for it\n", 0o755],
    "etc/os-release": ['ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (throwaway)"\n', 0o644],
    "etc/machine-id": [`${Buffer.from(spec.name.padEnd(16, "-").slice(0, 16)).toString("hex")}\n`, 0o444],
    "etc/sudoers": [SUDOERS, 0o440],
    "etc/stand-in.json": [JSON.stringify({ name: spec.name, addresses: spec.addresses }), 0o644],
    "etc/ssh/sshd_config": [sshdConfig(address, spec.port), 0o644],
    "root/.ssh/authorized_keys": [`${spec.authorizedKey}\n`, 0o600],
    "home/ubuntu/.ssh/authorized_keys": [`${spec.authorizedKey}\n`, 0o600],
    "var/log/stand-in/ssh-commands": ["", 0o666],
  };
}

const PASSWD = [
  "root:x:0:0:root:/root:/bin/bash",
  "sshd:x:101:65534::/run/sshd:/usr/sbin/nologin",
  "ubuntu:x:1000:1000:Ubuntu:/home/ubuntu:/bin/bash",
  "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin",
  "",
].join("\n");

/** As Ubuntu's images have it. */
const SUDOERS = [
  "Defaults env_reset",
  'Defaults secure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"',
  "Defaults use_pty",
  "root ALL=(ALL:ALL) ALL",
  "ubuntu ALL=(ALL) NOPASSWD:ALL",
  "",
].join("\n");

function sshdConfig(address: string, port: number): string {
  return [
    `Port ${String(port)}`,
    `ListenAddress ${address}`,
    "HostKey /etc/ssh/host_key",
    "HostKey /etc/ssh/host_key_ed25519",
    "PidFile none",
    "PermitRootLogin prohibit-password",
    "PasswordAuthentication no",
    "KbdInteractiveAuthentication no",
    "UsePAM no",
    "UseDNS no",
    "MaxStartups 100",
    "LogLevel VERBOSE",
    "Subsystem sftp /usr/lib/openssh/sftp-server",
    "ForceCommand /usr/local/libexec/stand-in/record",
    "",
  ].join("\n");
}
