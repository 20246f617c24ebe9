import type { Bootstrap } from "../gitops/bootstrap";
import { handover } from "../gitops/handover";
import { credentialFile, manifestFiles } from "../gitops/manifests";
import { repositorySecret } from "../gitops/repository-secret";
import { literal } from "../terraform-template";

/** The folder that k3s applies, in the first server. */
export const MANIFESTS_FOLDER = "/var/lib/rancher/k3s/server/manifests";

/** Seconds that the engine's images may take to be pulled and its root object to appear. */
const TIMEOUT_SECONDS = 900;

const END = "END_OF_MANIFEST";

/** Variables of the script's `bootstrap` command, none of them secret, for Terraform to take literally. */
export function bootstrapVariables(bootstrap: Bootstrap): Readonly<Record<string, string>> {
  const names = handover(bootstrap);
  const variables = {
    DELIVERY: deliveryScript(manifestFiles(bootstrap)),
    MANIFESTS: MANIFESTS_FOLDER,
    FILES: names.files.join(" "),
    RELEASE: names.helmChart.name,
    CHART_VERSION: bootstrap.chart.version,
    NAMESPACE: names.root.namespace,
    ROOT_RESOURCE: names.root.resource,
    ROOT: names.root.name,
    JOB: names.job.name,
    UNMANAGED: names.annotation,
    SOURCE: `${bootstrap.repository}, ${bootstrap.path}, ${bootstrap.revision}`,
    TIMEOUT: String(TIMEOUT_SECONDS),
  };
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, literal(value)]));
}

/**
 * Variables of the script's `deliver` command for the repository's credential, as a Terraform template; undefined for a public
 * repository.
 *
 * @param credential Terraform expression of the credential.
 */
export function credentialVariables(
  bootstrap: Bootstrap,
  credential: string | undefined,
): Readonly<Record<string, string>> | undefined {
  const secret = credential === undefined ? undefined : repositorySecret(bootstrap, credential);
  if (secret === undefined) return undefined;
  return { DELIVERY: deliveryScript({ [credentialFile(bootstrap)]: secret }), MANIFESTS: MANIFESTS_FOLDER };
}

/**
 * A script for the server's shell that writes files into the folder it runs in, readable by root alone, each under a hidden name first,
 * since k3s reads the folder at any time. It asks for `cat` and `mv` only: the image's busybox has no `base64`.
 */
export function deliveryScript(files: Readonly<Record<string, string>>): string {
  const puts = Object.entries(files).map(([name, text]) => {
    if (text.split("\n").includes(END)) throw new Error(`${name}: a manifest may have no line "${END}".`);
    return `put ${name} <<'${END}'\n${text.replace(/\n?$/, "\n")}${END}\n`;
  });
  return ["set -e\n", "umask 077\n", 'put() { cat >".$1" && mv ".$1" "$1"; }\n', ...puts].join("");
}
