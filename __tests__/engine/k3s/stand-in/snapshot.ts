import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArguments, readSettings, type Settings } from "./config";
import { SERVER_FLAGS, SNAPSHOT_FLAGS } from "./flags";
import { listens, PORTS } from "./machine";
import { log, Refusal } from "./output";
import { readScenario } from "./scenario";
import { needState, SHARED, type ClusterState } from "./state";
import { health, record } from "./timeline";
import { nodeAddress, nodeName } from "./node-settings";
import { ownVersion } from "./version";

/** What a snapshot's file holds. */
export interface Snapshot {
  readonly version: string;
  readonly state: ClusterState;
}

const FOLDER = "/var/lib/rancher/k3s/server/db/snapshots";

/** `k3s etcd-snapshot save|ls|list|l`. */
export async function snapshotCommand(args: readonly string[]): Promise<number> {
  const { flags, rest } = parseArguments(args, SNAPSHOT_FLAGS);
  const [command, ...more] = rest;
  if (more.length > 0) {
    throw new Refusal(`unexpected argument ${more.join(" ")}`);
  }
  const settings = readSettings([], SERVER_FLAGS, true);
  switch (command) {
    case "save":
      return save(settings, flags.get("name")?.at(-1) ?? "on-demand");
    case "ls":
    case "list":
    case "l":
      return list(settings);
    default:
      throw new Refusal(`etcd-snapshot: "${command ?? ""}" is not simulated; one of save, ls, list, l`);
  }
}

async function save(settings: Settings, base: string): Promise<number> {
  const node = nodeName(settings);
  if (!(await listens(nodeAddress(settings), PORTS.api))) {
    throw new Refusal(
      'see server log for details: Post "https://127.0.0.1:6443/db/snapshot": dial tcp 127.0.0.1:6443: connect: connection refused',
    );
  }
  const state = needState();
  if (!(await health(state)).quorum) {
    throw new Refusal("see server log for details: etcdserver: request timed out");
  }
  const name = `${base}-${node}-${String(Math.floor(Date.now() / 1000))}`;
  const content: Snapshot = { version: ownVersion(), state };
  const folders = [folderOf(settings), ...(settings.on("etcd-s3") ? [bucketFolder(settings)] : [])];
  for (const folder of folders) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, name), JSON.stringify(content), { mode: 0o600 });
  }
  await record(node, "snapshot", { name, s3: settings.on("etcd-s3") });
  log("info", `Snapshot ${name} saved.`);
  return 0;
}

function list(settings: Settings): Promise<number> {
  const local = files(folderOf(settings)).map((file) => row(file, `file://${file}`));
  const bucket = settings.on("etcd-s3") ? files(bucketFolder(settings)) : [];
  const location = (file: string): string =>
    `s3://${[settings.value("etcd-s3-bucket"), settings.value("etcd-s3-folder"), basename(file)].filter(Boolean).join("/")}`;
  const rows = ["Name Location Size Created", ...bucket.map((file) => row(file, location(file))), ...local];
  process.stdout.write(`${rows.join("\n")}\n`);
  return Promise.resolve(0);
}

/** Reads the snapshot of a restore: a path, or with S3 the name of an object. */
export function readSnapshot(settings: Settings, path: string): Snapshot {
  const file = settings.on("etcd-s3") ? join(bucketFolder(settings), path) : path;
  if (settings.on("etcd-s3") && !existsSync(file)) {
    throw new Refusal(`failed to retrieve etcd snapshot ${path} from S3: The specified key does not exist.`);
  }
  if (!existsSync(file)) {
    throw new Refusal(`etcd: snapshot path does not exist: ${path}`);
  }
  if (statSync(file).isDirectory()) {
    throw new Refusal(`etcd: snapshot path must be a file, not a directory: ${path}`);
  }
  const json: { parse(text: string): Snapshot } = JSON;
  try {
    return json.parse(readFileSync(file, "utf8"));
  } catch {
    throw new Refusal(`etcd: ${path}: snapshot missing hash but --skip-hash-check=false`);
  }
}

/** The folder that stands for the bucket, if the keys open it. */
function bucketFolder(settings: Settings): string {
  const bucket = settings.value("etcd-s3-bucket");
  const accessKey = settings.value("etcd-s3-access-key") ?? process.env.AWS_ACCESS_KEY_ID;
  const secretKey = settings.value("etcd-s3-secret-key") ?? process.env.AWS_SECRET_ACCESS_KEY;
  if (bucket === undefined || accessKey === undefined || secretKey === undefined) {
    throw new Refusal("S3 needs etcd-s3-bucket, etcd-s3-access-key and etcd-s3-secret-key");
  }
  const { buckets } = readScenario();
  const known = buckets?.[bucket];
  if (buckets !== undefined && known === undefined) {
    throw new Refusal(`bucket ${bucket} does not exist`);
  }
  if (known !== undefined && (known.accessKey !== accessKey || known.secretKey !== secretKey)) {
    throw new Refusal("The Access Key Id you provided does not exist in our records.");
  }
  return join(SHARED, "buckets", bucket, settings.value("etcd-s3-folder") ?? "");
}

function folderOf(settings: Settings): string {
  return settings.value("etcd-snapshot-dir") ?? FOLDER;
}

function files(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

function row(file: string, location: string): string {
  const { size, mtime } = statSync(file);
  return `${basename(file)} ${location} ${String(size)} ${mtime.toISOString()}`;
}
