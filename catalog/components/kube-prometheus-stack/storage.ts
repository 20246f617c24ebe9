import type { Values } from "../../../constructs/gitops/values";

/** Share of the volume that metrics may fill; the rest is for the log that comes before them. */
const FILLED = 0.85;

/** Silences and what has been sent already: little, whatever is monitored. */
const ALERTMANAGER_SIZE = "2Gi";

/** Where Prometheus keeps its metrics: a volume of this size, or the pod's own disk until the pod goes. */
export function prometheusStorage(size: string | undefined): Values {
  if (size === undefined) return {};
  return {
    storageSpec: { volumeClaimTemplate: claim(size) },
    // The oldest metrics go before the disk is full, also when they are younger than the retention.
    retentionSize: `${Math.floor(parseInt(size, 10) * FILLED)}GB`,
  };
}

/** Alertmanager keeps its silences wherever Prometheus keeps its metrics. */
export function alertmanagerStorage(size: string | undefined): Values {
  return size === undefined ? {} : { storage: { volumeClaimTemplate: claim(ALERTMANAGER_SIZE) } };
}

function claim(size: string): Values {
  return { spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: size } } } };
}
