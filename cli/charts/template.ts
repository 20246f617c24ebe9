import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Values } from "../../constructs/gitops/values";
import type { ApiServer } from "./api-server";
import type { ChartSource } from "./prepare";
import type { Helm, Helped } from "./programs";
import type { WantedChart } from "./wanted";

/** The tools of a check. */
export interface Workshop {
  readonly helm: Helm;
  readonly charts: ChartSource;
  readonly work: string;
  /** Undefined to check without one. */
  readonly server: ApiServer | undefined;
}

/** As the GitOps engines do it: with the server's version and kinds, definitions and hooks included, tests left out. */
export async function template(
  folder: string,
  wanted: WantedChart,
  values: Values,
  workshop: Workshop,
): Promise<Helped> {
  const { helm, work, server } = workshop;
  const file = join(mkdtempSync(join(work, "values-")), "values.yaml");
  writeFileSync(file, JSON.stringify(values));
  const cluster =
    server === undefined
      ? []
      : [`--kube-version=${server.version}`, ...server.apiVersions().map((version) => `--api-versions=${version}`)];
  const args = ["--namespace", wanted.namespace.name, "--values", file, "--include-crds", "--skip-tests", ...cluster];
  return helm.run(["template", wanted.component, folder, ...args]);
}
