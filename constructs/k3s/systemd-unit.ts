/** The systemd unit of a node, under the names that k3s's own installer uses. */
export function systemdUnit(role: "server" | "agent"): {
  readonly name: string;
  readonly path: string;
  readonly text: string;
} {
  const name = role === "server" ? "k3s" : "k3s-agent";
  const text = `[Unit]
Description=Lightweight Kubernetes (${role})
Documentation=https://docs.k3s.io
Wants=network-online.target
After=network-online.target

[Install]
WantedBy=multi-user.target

[Service]
Type=${role === "server" ? "notify" : "exec"}
ExecStartPre=-/sbin/modprobe br_netfilter
ExecStartPre=-/sbin/modprobe overlay
ExecStart=/usr/local/bin/k3s ${role}
# Containers outlive a restart of k3s, so an upgrade doesn't stop them.
KillMode=process
Delegate=yes
LimitNOFILE=1048576
LimitNPROC=infinity
LimitCORE=infinity
TasksMax=infinity
TimeoutStartSec=0
Restart=always
RestartSec=5s
`;
  return { name, path: `/etc/systemd/system/${name}.service`, text };
}
