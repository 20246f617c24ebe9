import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { isDeepStrictEqual } from "node:util";
import { toYaml } from "../../../constructs/gitops/yaml";
import { chartMetadata, packedChart, type StandInChart } from "./packed-chart";

const MANIFEST = "application/vnd.oci.image.manifest.v1+json";

/** Something that can be asked for, with the type it is answered with. */
interface Answer {
  readonly type: string;
  readonly body: Buffer;
}

/**
 * Helm repositories on loopback, with charts that stand in for the real ones: those of `https://` as an index and
 * archives, those of `oci://` as a registry, all over plain http. A repository lies below its own host's name, so two
 * never mix.
 */
export class ChartRepository {
  private readonly charts: StandInChart[] = [];
  /** By path. */
  private readonly answers = new Map<string, Answer>();

  private constructor(
    private readonly server: Server,
    /** Name and port: Argo CD takes an address without a scheme for no registry at all. */
    readonly host: string,
  ) {}

  static async start(): Promise<ChartRepository> {
    const server = createServer();
    const repository = new ChartRepository(server, `localhost:${String(await listen(server))}`);
    server.on("request", (request: IncomingMessage, response: ServerResponse) => {
      repository.answer(request, response);
    });
    return repository;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(() => done()));
  }

  /** The loopback address of a repository, with the scheme of the original's kind. */
  hosted(repository: string): string {
    const oci = repository.startsWith("oci://");
    return `${oci ? "oci" : "http"}://${this.host}/${below(repository)}`;
  }

  /** Offers further charts. */
  publish(...charts: readonly StandInChart[]): void {
    for (const chart of charts) {
      if (this.charts.some((one) => isDeepStrictEqual(one, chart))) continue;
      this.charts.push(chart);
      if (chart.repository.startsWith("oci://")) this.publishOci(chart);
      else this.publishPlain(chart);
    }
  }

  private publishPlain(chart: StandInChart): void {
    const { repository, name, version } = chart;
    const archive = `${below(repository)}/${name}-${version}.tgz`;
    this.answers.set(`/${archive}`, { type: "application/gzip", body: packedChart(chart) });
    const entries: Record<string, object[]> = {};
    for (const one of this.charts.filter((other) => other.repository === repository)) {
      const urls = [`http://${this.host}/${below(repository)}/${one.name}-${one.version}.tgz`];
      (entries[one.name] ??= []).push({ ...chartMetadata(one), urls, created: "2026-01-01T00:00:00Z" });
    }
    const index = JSON.stringify({ apiVersion: "v1", entries });
    this.answers.set(`/${below(repository)}/index.yaml`, { type: "text/yaml", body: Buffer.from(index) });
  }

  private publishOci(chart: StandInChart): void {
    const root = `/v2/${below(chart.repository)}/${chart.name}`;
    const blob = (type: string, body: Buffer) => {
      const digest = digestOf(body);
      this.answers.set(`${root}/blobs/${digest}`, { type: "application/octet-stream", body });
      return { mediaType: type, digest, size: body.length };
    };
    const manifest = {
      schemaVersion: 2,
      mediaType: MANIFEST,
      config: blob("application/vnd.cncf.helm.config.v1+json", Buffer.from(JSON.stringify(chartMetadata(chart)))),
      layers: [blob("application/vnd.cncf.helm.chart.content.v1.tar+gzip", packedChart(chart))],
    };
    const answer = { type: MANIFEST, body: Buffer.from(JSON.stringify(manifest)) };
    // No tag may hold a plus; helm writes an underscore instead.
    const tags = this.charts
      .filter(({ repository, name }) => repository === chart.repository && name === chart.name)
      .map(({ version }) => version.replaceAll("+", "_"));
    this.answers.set(`${root}/manifests/${chart.version.replaceAll("+", "_")}`, answer);
    this.answers.set(`${root}/manifests/${digestOf(answer.body)}`, answer);
    const list = Buffer.from(JSON.stringify({ name: root.slice("/v2/".length), tags }));
    this.answers.set(`${root}/tags/list`, { type: "application/json", body: list });
  }

  private answer({ url = "", method }: IncomingMessage, response: ServerResponse): void {
    const path = decodeURIComponent(url.split("?")[0] ?? "");
    const answer = path === "/v2/" ? { type: "application/json", body: Buffer.from("{}") } : this.answers.get(path);
    if (answer === undefined) {
      const errors = [{ code: path.includes("/blobs/") ? "BLOB_UNKNOWN" : "MANIFEST_UNKNOWN", message: path }];
      response.writeHead(404, { "content-type": "application/json" }).end(JSON.stringify({ errors }));
      return;
    }
    const { type, body } = answer;
    response.writeHead(200, {
      "content-type": type,
      "content-length": body.length,
      "docker-content-digest": digestOf(body),
    });
    response.end(method === "HEAD" ? undefined : body);
  }
}

/**
 * The Secret by which Argo CD reads everything of this host over plain http. Real registries need none: they are
 * public, and speak TLS.
 */
export function plainHttpSecret({ host }: ChartRepository): string {
  return toYaml({
    apiVersion: "v1",
    kind: "Secret",
    metadata: {
      name: "charts-on-loopback",
      namespace: "argocd",
      labels: { "argocd.argoproj.io/secret-type": "repo-creds" },
    },
    stringData: { type: "helm", url: host, enableOCI: "true", insecureOCIForceHttp: "true" },
  });
}

function below(repository: string): string {
  return repository.replace(/^\w+:\/\//, "").replace(/\/$/, "");
}

function digestOf(body: Buffer): string {
  return `sha256:${createHash("sha256").update(body).digest("hex")}`;
}

function listen(server: Server): Promise<number> {
  return new Promise((ready, fail) => {
    server.on("error", fail).listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") fail(new Error("no port"));
      else ready(address.port);
    });
  });
}
