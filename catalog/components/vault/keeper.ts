import type { Values } from "../../../constructs/gitops/values";
import { VAULT_AUDIT_FILE, VAULT_FOLDERS, VAULT_IMAGE } from "./names";

/** Audit logs kept beside the one that is written, and the size at which that one steps back: six of them fit into 10Gi. */
const KEPT = 5;
const LARGEST_BYTES = 1024 ** 3;

/** Size of the volume that the audit logs are kept on. */
export const AUDIT_VOLUME_SIZE = "10Gi";

/** What no container of Vault's may do. */
export const HARDENED: Values = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
};

/**
 * A shell beside each server. Vault reads its certificate at its start and writes its audit log without an end; upon
 * SIGHUP it reads the one again and opens the other anew.
 */
export function keeper(): Values {
  return {
    name: "keeper",
    image: VAULT_IMAGE,
    command: ["/bin/sh", "-ec", keeperScript()],
    securityContext: HARDENED,
    resources: { requests: { cpu: "5m", memory: "8Mi" }, limits: { memory: "32Mi" } },
    volumeMounts: [
      { name: "tls", mountPath: VAULT_FOLDERS.tls, readOnly: true },
      { name: "audit", mountPath: VAULT_FOLDERS.audit },
    ],
  };
}

/** The shell's script; a test runs it on files and a process of its own. */
export function keeperScript({
  certificate = `${VAULT_FOLDERS.tls}/tls.crt`,
  log = VAULT_AUDIT_FILE,
  largest = LARGEST_BYTES,
  pauseSeconds = 60,
  processes = "pidof vault",
} = {}): string {
  return `loaded=$(cksum <${certificate})
while sleep ${String(pauseSeconds)}; do
  reload=no
  now=$(cksum <${certificate}) || continue
  if [ "$now" != "$loaded" ]; then reload=yes; fi
  size=$(stat -c %s ${log} 2>/dev/null || echo 0)
  if [ "$size" -gt ${String(largest)} ]; then
    for number in ${Array.from({ length: KEPT - 1 }, (_, index) => KEPT - 1 - index).join(" ")}; do
      if [ -e ${log}.$number ]; then mv ${log}.$number ${log}.$((number + 1)); fi
    done
    mv ${log} ${log}.1
    reload=yes
  fi
  if [ $reload = yes ]; then
    for process in $(${processes}); do kill -HUP "$process" || true; done
    loaded=$now
  fi
done
`;
}
