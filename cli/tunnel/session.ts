import { spawn, type ChildProcess } from "node:child_process";
import { connect, createServer } from "node:net";
import { Failure } from "../failure";

/** A port of this machine that leads to a host inside a network. */
export interface Session {
  readonly port: number;
  /** Resolves when the session ends by itself, with what it said. */
  readonly ended: Promise<string>;
  /** Ends it, and waits until it has. */
  readonly close: () => Promise<void>;
}

/** Where a session goes. */
export interface Destination {
  readonly region: string;
  /** The instance that it goes through. */
  readonly instance: string;
  readonly host: string;
  readonly port: number;
}

/** Seconds that a session has to open. */
const SECONDS = 30;
const PLUGIN =
  "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html";

/** Forwards a free port of this machine through an instance by Systems Manager, and waits until it answers. */
export async function openSession(env: NodeJS.ProcessEnv, destination: Destination): Promise<Session> {
  const { region, instance, host } = destination;
  const port = await freePort();
  const parameters = { host: [host], portNumber: [String(destination.port)], localPortNumber: [String(port)] };
  const document = "AWS-StartPortForwardingSessionToRemoteHost";
  const args = ["ssm", "start-session", "--region", region, "--target", instance];
  const child = spawn("aws", [...args, "--document-name", document, "--parameters", JSON.stringify(parameters)], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true, // The aws command starts the plugin, and both have to end.
  });
  const ended = endOf(child);
  const close = async (): Promise<void> => {
    stop(child);
    await ended;
  };
  const answered = await Promise.race([answers(port), ended]);
  if (answered === true) return { port, ended, close };
  await close();
  const reason = typeof answered === "string" ? answered : `it did not open within ${String(SECONDS)} seconds`;
  const plugin = /SessionManagerPlugin/i.test(reason) ? ` Install the plugin: ${PLUGIN}` : "";
  throw new Failure(`The session through ${instance} did not open: ${reason}${plugin}`);
}

function endOf(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  return new Promise((done) => {
    child.on("error", () => done("aws is not on the PATH."));
    child.on("close", () => done(said.join("").trim().split("\n").at(-1) ?? ""));
  });
}

function stop(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(-child.pid, "SIGTERM");
  } catch {
    return; // It has just ended.
  }
}

/** Waits until something listens on a port; false when nothing does in time. */
async function answers(port: number): Promise<boolean> {
  const until = Date.now() + SECONDS * 1000;
  while (Date.now() < until) {
    if (await listens(port)) return true;
    await new Promise((done) => setTimeout(done, 200).unref());
  }
  return false;
}

function listens(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      done(true);
    });
    socket.on("error", () => done(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().on("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address ? done(address.port) : fail(new Error("no port"))));
    });
  });
}
