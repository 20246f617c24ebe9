import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Handover } from "../../constructs/gitops/handover";
import type { Context } from "../context";
import type { Found } from "../environment";
import type { ClusterView } from "../k3s/cluster-view";
import { formOf } from "../k3s/delivered";
import { kubeconfigOf } from "../kubeconfig/entry";
import { fetchEntry } from "../kubeconfig/fetch";
import { writePrivate } from "../kubeconfig/file";
import { runProgram } from "../run-program";

/** Seconds that the API has to answer, the aws command's token included. */
const SECONDS = 30;

/** What a cluster's API said, or why it was not asked or gave no answer. */
export type ApiAnswer =
  | { readonly kind: "view"; readonly view: ClusterView }
  /** It is inside the network, and this shell has no way in. */
  | { readonly kind: "out of reach" }
  | { readonly kind: "fault"; readonly what: string; readonly fix?: string };

/** What the server says of a kind that nobody has brought yet. */
const NO_SUCH_KIND = "the server doesn't have a resource type";

/**
 * Asks the API of a running cluster what the GitOps engine has brought, as whoever is signed in to AWS. In a tunnel, the way is its proxy, which
 * leads to this API alone.
 *
 * @param isPublic whether the API is reached over the internet.
 */
export async function askApi(
  context: Context,
  found: Found,
  root: Handover["root"],
  isPublic: boolean,
): Promise<ApiAnswer> {
  const proxy = context.env["KUBE_PROXY_URL"];
  if (!isPublic && !proxy) return { kind: "out of reach" };
  const entry = await fetchEntry(context, found);
  const cluster = { ...entry.cluster, ...(proxy ? { "proxy-url": proxy } : {}) };
  const folder = mkdtempSync(join(tmpdir(), "platform-status-"));
  try {
    const file = join(folder, "kubeconfig");
    writePrivate(file, stringify(kubeconfigOf({ ...entry, cluster }), { lineWidth: 0 }));
    const jsonpath = `jsonpath={range .items[*]}${formOf(root.resource).fields}{"\\n"}{end}`;
    const args = ["get", root.resource, "-n", root.namespace, "-o", jsonpath, "--request-timeout=10s"];
    return answerOf(
      await runProgram("kubectl", ["--kubeconfig", file, ...args], { env: context.env, timeoutSeconds: SECONDS }),
      root,
      found.environment.name,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function answerOf(
  ended: Awaited<ReturnType<typeof runProgram>>,
  { resource }: Handover["root"],
  environment: string,
): ApiAnswer {
  if (ended.kind === "missing") {
    return { kind: "fault", what: "kubectl is not on the PATH", fix: `npm run platform -- doctor ${environment}` };
  }
  if (ended.kind === "timeout") return { kind: "fault", what: `no answer within ${String(SECONDS)} seconds` };
  if (ended.status !== 0 && !ended.stderr.includes(NO_SUCH_KIND)) {
    const reason = ended.stderr.trim().split("\n").at(-1) ?? "";
    return { kind: "fault", what: reason === "" ? "kubectl failed and gave no reason" : reason };
  }
  const delivered = ended.stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [name = "", first = "", second = ""] = line.split("|");
      return formOf(resource).read(name, first, second);
    });
  // On EKS neither a HelmChart of k3s nor its job brings the engine, but Terraform.
  return { kind: "view", view: { nodes: [], helmChart: "absent", job: "absent", delivered } };
}
