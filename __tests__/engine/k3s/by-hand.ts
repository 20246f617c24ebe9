import { stringify } from "yaml";
import type { Mirror } from "./mirror";
import type { Nodes, SshResult } from "./nodes";

/** The token of every cluster that is set up by hand. */
export const TOKEN = "0123456789abcdef";

/** Sets nodes up over SSH with nothing but shell commands: what the harness is tested with. */
export class ByHand {
  constructor(
    private readonly nodes: Nodes,
    private readonly mirror: Mirror,
  ) {}

  /** Runs a command line as root; fails when it does. */
  async run(node: string, command: string, input = ""): Promise<string> {
    const { status, stdout, stderr } = await this.nodes.ssh(node, command, { input });
    if (status !== 0) {
      throw new Error(`${node}: ${command}\nstatus ${String(status)}\n${stdout}${stderr}`);
    }
    return stdout;
  }

  /** Runs a command line that must fail, and returns what it said. */
  async fail(node: string, command: string, input = ""): Promise<string> {
    const { status, stdout, stderr } = await this.nodes.ssh(node, command, { input });
    if (status === 0) {
      throw new Error(`${node}: ${command}\nwas expected to fail\n${stdout}${stderr}`);
    }
    return `${stdout}${stderr}`;
  }

  /** Brings the binary, the token and the kernel's settings. */
  async install(node: string, version: string): Promise<void> {
    await this.run(node, this.installScript(version));
  }

  /** What `install` runs. */
  installScript(version: string): string {
    const sysctls = ["vm.panic_on_oom=0", "vm.overcommit_memory=1", "kernel.panic=10", "kernel.panic_on_oops=1"];
    return [
      "set -e; umask 077; mkdir -p /etc/rancher/k3s",
      `curl -fsS -o /usr/local/bin/k3s.new ${this.mirror.url}/${encodeURIComponent(version)}/k3s`,
      "chmod 755 /usr/local/bin/k3s.new; mv /usr/local/bin/k3s.new /usr/local/bin/k3s",
      `echo ${TOKEN} > /etc/rancher/k3s/token`,
      `printf '%s\\n' ${sysctls.join(" ")} > /etc/sysctl.d/90-kubelet.conf`,
      "sysctl -q -p /etc/sysctl.d/90-kubelet.conf",
    ].join("\n");
  }

  /** Writes the node's configuration. */
  async configure(node: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
    await this.run(node, this.configureScript(node, settings));
  }

  /** What `configure` runs. */
  configureScript(node: string, settings: Readonly<Record<string, unknown>>): string {
    const config = { "node-name": node, "token-file": "/etc/rancher/k3s/token", ...settings };
    return `mkdir -p /etc/rancher/k3s; cat > /etc/rancher/k3s/config.yaml <<'END'\n${stringify(config)}END`;
  }

  /** Writes the service's unit and starts it. */
  async start(node: string, role: "server" | "agent"): Promise<SshResult> {
    const unit = [
      "[Service]",
      `Type=${role === "server" ? "notify" : "exec"}`,
      "ExecStartPre=-/sbin/modprobe overlay",
      `ExecStart=/usr/local/bin/k3s ${role}`,
      "TimeoutStartSec=0",
      "Restart=always",
      "RestartSec=5s",
      "[Install]",
      "WantedBy=multi-user.target",
      "",
    ].join("\n");
    const file = "/etc/systemd/system/k3s.service";
    return this.nodes.ssh(node, `cat > ${file} && systemctl daemon-reload && systemctl enable -q --now k3s`, {
      input: unit,
    });
  }

  /** All of it: a running node. */
  async bringUp(
    node: string,
    role: "server" | "agent",
    version: string,
    settings: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await this.install(node, version);
    await this.configure(node, settings);
    const { status, stderr } = await this.start(node, role);
    if (status !== 0) {
      throw new Error(`${node}: ${stderr}\n${await this.run(node, "journalctl -u k3s -n 20 --no-pager")}`);
    }
    await this.eventually(node, `k3s kubectl --kubeconfig ${role === "server" ? ADMIN : KUBELET} get node ${node}`);
  }

  /** Repeats a command until it succeeds. */
  async eventually(node: string, command: string, seconds = 20): Promise<string> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const { status, stdout, stderr } = await this.nodes.ssh(node, command);
      if (status === 0) {
        return stdout;
      }
      if (Date.now() > end) {
        throw new Error(`${node}: ${command}\nnot within ${String(seconds)} seconds\n${stdout}${stderr}`);
      }
    }
  }
}

/** The administrator's kubeconfig on a server. */
export const ADMIN = "/etc/rancher/k3s/k3s.yaml";
/** The kubelet's own, on an agent. */
export const KUBELET = "/var/lib/rancher/k3s/agent/kubelet.kubeconfig";
