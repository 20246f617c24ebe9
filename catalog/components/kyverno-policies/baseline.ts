import { everyContainer, everywhere, off, oneOf, quoted } from "./expressions";
import type { Demand } from "./policy";

const CAPABILITIES = [
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
].concat(["SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"]);

const SYSCTLS = [
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.tcp_wmem",
];

const SELINUX_TYPES = ["", "container_engine_t", "container_init_t", "container_kvm_t", "container_t"];

/** Who of a container is asked whether it lives, or told that it starts or ends. */
const HANDLERS = ["?livenessProbe", "?readinessProbe", "?startupProbe", "?lifecycle.?postStart", "?lifecycle.?preStop"];

/** What the Pod Security Standard `baseline` asks of a pod. */
export const baseline: readonly Demand[] = [
  {
    expression: ["hostNetwork", "hostPID", "hostIPC"].map((name) => off(`object.spec.?${name}`)).join(" && "),
    message: "The machine's network, processes and memory stay its own: leave out hostNetwork, hostPID and hostIPC.",
  },
  {
    expression: "object.spec.?volumes.orValue([]).all(v, !has(v.hostPath))",
    message: "The machine's disk stays its own: leave out hostPath volumes.",
  },
  {
    expression: everyContainer("c.?ports.orValue([]).all(p, p.?hostPort.orValue(0) == 0)"),
    message: "The machine's ports stay its own: leave out hostPort, a Service does it.",
  },
  {
    expression: everyContainer(off("c.?securityContext.?privileged")),
    message: "No container is privileged: leave out securityContext.privileged.",
  },
  {
    expression: everyContainer(
      `c.?securityContext.?capabilities.?add.orValue([]).all(name, name in ${quoted(CAPABILITIES)})`,
    ),
    message: `Of capabilities only these may be added: ${CAPABILITIES.join(", ")}.`,
  },
  {
    expression: everywhere("?seccompProfile.?type", oneOf(["RuntimeDefault", "Localhost"], "RuntimeDefault")),
    message: "System calls stay filtered: seccompProfile.type is RuntimeDefault or Localhost.",
  },
  {
    expression: everywhere("?appArmorProfile.?type", oneOf(["RuntimeDefault", "Localhost"], "RuntimeDefault")),
    message: "AppArmor stays on: appArmorProfile.type is RuntimeDefault or Localhost.",
  },
  {
    expression: [
      everywhere("?seLinuxOptions.?type", oneOf(SELINUX_TYPES, "")),
      everywhere("?seLinuxOptions.?user", oneOf([""], "")),
      everywhere("?seLinuxOptions.?role", oneOf([""], "")),
    ].join(" && "),
    message: "SELinux stays on: no user, no role, and only the types of containers.",
  },
  {
    expression: everyContainer("c.?securityContext.?procMount.orValue('Default') == 'Default'"),
    message: "/proc stays masked: leave out procMount.",
  },
  {
    expression: `object.spec.?securityContext.?sysctls.orValue([]).all(s, s.name in ${quoted(SYSCTLS)})`,
    message: `Of kernel settings only these may be changed: ${SYSCTLS.join(", ")}.`,
  },
  {
    expression: everywhere("?windowsOptions.?hostProcess", off),
    message: "No container is a process of the machine: leave out windowsOptions.hostProcess.",
  },
  {
    expression: everyContainer(
      HANDLERS.flatMap((handler) => ["httpGet", "tcpSocket"].map((kind) => `c.${handler}.?${kind}.?host`))
        .map((host) => `${host}.orValue('') == ''`)
        .join(" && "),
    ),
    message: "Probes and hooks ask the pod itself: leave out their host.",
  },
];
