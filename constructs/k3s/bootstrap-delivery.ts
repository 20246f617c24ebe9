import type { Bootstrap } from "../gitops/bootstrap";
import { handover } from "../gitops/handover";
import { credentialFile, manifestFiles } from "../gitops/manifests";
import { repositorySecret } from "../gitops/repository-secret";
import { literal } from "../terraform-template";
import { shellAssignments } from "./scripts";

/** Seconds that the engine's images may take to be pulled and its root object to appear. */
const TIMEOUT_SECONDS = 900;

/**
 * What the script's `bootstrap` command is uploaded with. The manifests go one line a file, name and base64; the repository's credential is a
 * file of its own, since only Terraform knows its contents.
 *
 * @param credential Terraform expression of the repository's credential; needed unless the repository is public.
 */
export function bootstrapFiles(bootstrap: Bootstrap, credential: string | undefined): Readonly<Record<string, string>> {
  const names = handover(bootstrap);
  const secret = credential === undefined ? undefined : repositorySecret(bootstrap, credential);
  const lines = Object.entries(manifestFiles(bootstrap)).map(
    ([name, text]) => `${name} ${Buffer.from(text).toString("base64")}\n`,
  );
  if (secret !== undefined) lines.push(`${credentialFile(bootstrap)} -\n`);
  const variables = {
    RELEASE: names.helmChart.name,
    CHART_VERSION: bootstrap.chart.version,
    NAMESPACE: names.root.namespace,
    ROOT_RESOURCE: names.root.resource,
    ROOT: names.root.name,
    JOB: names.job.name,
    UNMANAGED: names.annotation,
    SOURCE: `${bootstrap.repository}, ${bootstrap.path}, ${bootstrap.revision}`,
    BOOTSTRAP_TIMEOUT: String(TIMEOUT_SECONDS),
  };
  return {
    "bootstrap.env": literal(shellAssignments(variables)),
    manifests: lines.sort().join(""),
    ...(secret !== undefined && { [credentialFile(bootstrap)]: secret }),
  };
}
