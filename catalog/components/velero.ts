import { mergeValues } from "../../constructs/gitops/values";
import { component } from "../define";
import type { SecretSpec } from "../kubernetes";
import { CREDENTIALS, locationValues } from "./velero/location";
import { veleroOptions } from "./velero/options";
import { permissions } from "./velero/permissions";
import { placeMistakes, placeOf, volumesOf } from "./velero/place";
import { serverValues } from "./velero/values";

/** Keeps what the cluster holds, away from the cluster. */
export const velero = component({
  name: "velero",
  summary: "Backs up everything in the cluster, volumes too, and restores it.",
  group: "backup",
  chart: { repository: "https://vmware-tanzu.github.io/helm-charts", name: "velero" },
  namespace: "velero",
  // The agent that reads volumes' files runs as root and mounts the machine's folder of them; the server does neither.
  podSecurity: "privileged",
  serverSideApply: true,
  after: ["prometheus-crds"],
  options: veleroOptions,
  mistakes: placeMistakes,
  values: (context) =>
    mergeValues(
      serverValues(context.options, volumesOf(context) === "filesystem", context),
      locationValues(placeOf(context), context.options.bucket, context.environment),
    ),
  secrets: (context) => {
    const place = placeOf(context);
    return [
      ...(place.kind === "s3" && place.keys ? [credentials] : []),
      ...(volumesOf(context) === "filesystem" ? [repositoryPassword] : []),
    ];
  },
  permissions,
  health: [{ apiVersion: "velero.io/v1", kind: "BackupStorageLocation", upWhen: { status: "phase", is: "Available" } }],
});

const credentials: SecretSpec = {
  name: CREDENTIALS,
  data: {
    id: { path: "platform/velero", property: "access-key-id" },
    key: { path: "platform/velero", property: "secret-access-key" },
  },
  template: { cloud: "[default]\naws_access_key_id={{ .id }}\naws_secret_access_key={{ .key }}\n" },
};

/** Files of volumes are encrypted by it; without it Velero takes a password that everybody knows. */
const repositoryPassword: SecretSpec = {
  name: "velero-repo-credentials",
  data: { "repository-password": { path: "platform/velero", property: "repository-password" } },
};
