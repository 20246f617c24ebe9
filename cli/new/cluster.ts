import type { Environment, Platform } from "../../config";
import type { Context } from "../context";
import { Failure } from "../failure";
import { answers } from "./answers";
import { environmentFile, withEntry } from "./environment-file";
import type { Made, NewOptions } from "./options";

/** The exact version of Kubernetes that an environment's own cluster has; EKS names a minor version only. */
function exactKubernetes({ kind, cluster }: Environment): string | undefined {
  return kind === "eks" ? undefined : cluster.version.replace(/\+.*$/, "");
}

/** An entry under `clusters` of an environment: a virtual cluster. */
export async function newCluster(
  context: Context,
  platform: Platform,
  name: string,
  options: NewOptions,
): Promise<Made> {
  const { environment, file, text } = await environmentFile(context, platform, options.environment);
  if (Object.hasOwn(environment.clusters, name)) throw new Failure(`${file} has the cluster "${name}" already.`);
  const other = Object.values(environment.clusters)[0];
  const [version = "", kubernetes = ""] = await answers(context, [
    {
      flag: "--chart-version",
      question: "The exact version of vcluster's chart, such as 0.36.1",
      given: options.chartVersion,
      usual: other?.version,
    },
    {
      flag: "--kubernetes",
      question: "The cluster's exact Kubernetes version, such as v1.35.4",
      given: options.kubernetes,
      usual: other?.kubernetes ?? exactKubernetes(environment),
    },
  ]);
  const tenant: Record<string, string> = options.tenant === undefined ? {} : { tenant: options.tenant };
  const edited = withEntry({ file, text }, ["clusters", name], { version, kubernetes, ...tenant });
  return { texts: new Map([[file, edited]]), next: ["git add --all, git commit"] };
}
