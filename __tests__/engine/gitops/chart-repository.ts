import { createReadStream, mkdirSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { basename, join } from "node:path";
import { toYaml } from "../../../constructs/gitops/yaml";

/** A Helm repository on loopback with a chart that stands in for Argo CD's: as few objects as show who changes them. */
export interface ChartRepository {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Which keys the chart's ConfigMap has, by version; what the newer one leaves out must be gone from the cluster. */
const versions = {
  "10.1.1": { version: "10.1.1", "only-in-the-old-version": "yes" },
  "10.1.2": { version: "10.1.2", "only-in-the-new-version": "yes" },
} as const;

/** Packages both versions with helm and serves them. */
export async function serveCharts(
  work: string,
  helm: (args: readonly string[]) => Promise<string>,
): Promise<ChartRepository> {
  const folder = join(work, "charts");
  for (const [version, data] of Object.entries(versions)) {
    const chart = join(work, `chart-${version}`);
    mkdirSync(join(chart, "templates"), { recursive: true });
    writeFileSync(join(chart, "Chart.yaml"), toYaml({ apiVersion: "v2", name: "argo-cd", version }));
    writeFileSync(join(chart, "templates/config.yaml"), `${settings(data)}---\n${CONFIG}`);
    await helm(["package", chart, "--destination", folder]);
  }
  const server = createServer((request, response) => {
    const file = createReadStream(join(folder, basename(request.url ?? "")));
    file.on("error", () => response.writeHead(404).end()).pipe(response);
  });
  const url = `http://127.0.0.1:${await listen(server)}`;
  await helm(["repo", "index", folder, "--url", url]);
  return { url, stop: () => new Promise((done) => server.close(() => done())) };
}

/** Shows the chart's version and values that came all the way from the environment file. */
function settings(data: Readonly<Record<string, string>>): string {
  const values = { domain: "{{ .Values.global.domain }}", replicas: "{{ .Values.server.replicas }}" };
  return toYaml({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "argocd-stand-in", namespace: "{{ .Release.Namespace }}" },
    data: { ...data, ...values },
  });
}

/** Argo CD's own configuration, as the real chart renders it, so that the running one obeys the catalog's values. */
const CONFIG = `apiVersion: v1
kind: ConfigMap
metadata:
  name: argocd-cm
  namespace: {{ .Release.Namespace }}
  labels: { app.kubernetes.io/name: argocd-cm, app.kubernetes.io/part-of: argocd }
data:
  {{- range $key, $value := .Values.configs.cm }}
  {{ $key }}: {{ $value | toString | toJson }}
  {{- end }}
`;

function listen(server: Server): Promise<number> {
  return new Promise((ready, fail) => {
    server.on("error", fail).listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") fail(new Error("no port"));
      else ready(address.port);
    });
  });
}
