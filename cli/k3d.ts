import { z } from "zod";
import { runProgram } from "./run-program";

/** A program that is not there or doesn't work, and what to do. */
export interface ToolFault {
  readonly what: string;
  readonly fix: string;
}

/** Seconds that k3d or Docker have to answer. */
const SECONDS = 30;

/** What keeps k3d from working on this machine for an environment: nothing, when the list is empty. */
export async function dockerFaults(env: NodeJS.ProcessEnv, name?: string): Promise<readonly ToolFault[]> {
  const fix = ["npm run platform -- doctor", name].filter(Boolean).join(" ");
  const faults: ToolFault[] = [];
  const k3d = await runProgram("k3d", ["version"], { env, timeoutSeconds: SECONDS });
  if (k3d.kind === "missing") faults.push({ what: "k3d is not on the PATH", fix });
  const docker = await runProgram("docker", ["info", "--format", "{{.ServerVersion}}"], {
    env,
    timeoutSeconds: SECONDS,
  });
  if (docker.kind === "missing") faults.push({ what: "docker is not on the PATH", fix });
  else if (docker.kind === "timeout" || docker.status !== 0) {
    faults.push({ what: "Docker doesn't answer", fix: "Start Docker." });
  }
  return faults;
}

const clusters = z.array(z.object({ name: z.string(), serversRunning: z.number() }));

/** Whether the cluster of an environment is there and runs. k3d's clusters are named after their environments. */
export async function k3dClusterState(env: NodeJS.ProcessEnv, name: string): Promise<"absent" | "stopped" | "running"> {
  const ended = await runProgram("k3d", ["cluster", "list", "-o", "json"], { env, timeoutSeconds: SECONDS });
  if (ended.kind !== "ended" || ended.status !== 0) return "absent";
  const known = clusters.safeParse(parseJson(ended.stdout));
  const cluster = known.data?.find((candidate) => candidate.name === name);
  if (!cluster) return "absent";
  return cluster.serversRunning > 0 ? "running" : "stopped";
}

/** Runs a shell script in the cluster's first server and gives what it printed; undefined when it failed. */
export async function runInServer(env: NodeJS.ProcessEnv, name: string, script: string): Promise<string | undefined> {
  const ended = await runProgram("docker", ["exec", "-i", `k3d-${name}-server-0`, "sh", "-s"], {
    env,
    input: `{\n${script}\nexit 0\n} </dev/null\n`,
    timeoutSeconds: SECONDS,
  });
  return ended.kind === "ended" && ended.status === 0 ? ended.stdout : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The schema refuses it.
  }
}
