import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { bundle } from "./bundle";

/** A mirror of k3s's releases on loopback. */
export interface Mirror {
  /** Base URL, for `cluster.mirror`. */
  readonly url: string;
  /** SHA-256 of a version's binary, as the release's list has it; the same for both architectures. */
  checksum(version: string): string;
  /** From now on this version's binary is not the one that its checksum is of; false repairs it. */
  corrupt(version: string, corrupted?: boolean): void;
  /** Paths that were asked for, in order. */
  readonly requests: readonly string[];
  stop(): Promise<void>;
}

/** Serves the stand-in of k3s for these versions under k3s's names: `<version>/k3s`, `<version>/sha256sum-amd64.txt`. */
export async function startMirror(versions: readonly string[], address = "127.0.0.1"): Promise<Mirror> {
  const binaries = new Map(versions.map((version) => [version, makeBinary(version)]));
  const corrupted = new Set<string>();
  const requests: string[] = [];
  const need = (version: string): Buffer => {
    const binary = binaries.get(version);
    if (binary === undefined) {
      throw new Error(`the mirror has no ${version}; it has ${versions.join(", ")}`);
    }
    return binary;
  };
  const checksum = (version: string): string => createHash("sha256").update(need(version)).digest("hex");

  const server = createServer((request, response) => {
    requests.push(request.url ?? "");
    // A plus in a path means itself, encoded or not.
    const [, version = "", file = ""] = decodeURIComponent(request.url ?? "").split("/");
    const list = /^sha256sum-(amd64|arm64)\.txt$/.exec(file);
    if (!binaries.has(version) || (list === null && file !== "k3s" && file !== "k3s-arm64")) {
      response.writeHead(404).end("Not Found\n");
      return;
    }
    const name = list?.[1] === "arm64" ? "k3s-arm64" : "k3s";
    const body =
      list === null
        ? need(version)
        : `${"0".repeat(64)}  k3s-airgap-images-${list[1] ?? ""}.tar.gz\n${checksum(version)}  ${name}\n`;
    response.end(list === null && corrupted.has(version) ? Buffer.concat([need(version), Buffer.from("#")]) : body);
  });
  const port = await listen(server, address);
  return {
    url: `http://${address}:${String(port)}`,
    checksum,
    corrupt: (version, bad = true) => {
      need(version);
      if (bad) {
        corrupted.add(version);
      } else {
        corrupted.delete(version);
      }
    },
    requests,
    stop: () =>
      new Promise((resolve) =>
        server.close(() => {
          resolve();
        }),
      ),
  };
}

/** The stand-in as one file that calls itself this version. */
export function makeBinary(version: string): Buffer {
  const interpreter = "/usr/local/libexec/stand-in/node";
  return Buffer.from(bundle(join(__dirname, "k3s-stand-in.ts"), { interpreter, constants: { version } }));
}

function listen(server: Server, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, address, () => {
      const bound = server.address();
      resolve(typeof bound === "object" && bound !== null ? bound.port : 0);
    });
  });
}
