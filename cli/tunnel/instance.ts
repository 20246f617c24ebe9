import { z } from "zod";
import type { EksPlace } from "../eks";
import { Failure } from "../failure";
import { runProgram } from "../run-program";

const SECONDS = 30;
const ids = z.array(z.string());

/** Finds the instance that leads to a cluster's API: the running one that bears its name. */
export async function tunnelInstance(env: NodeJS.ProcessEnv, place: EksPlace, environment: string): Promise<string> {
  const name = `${place.name}-tunnel`;
  const filters = [`Name=tag:Name,Values=${name}`, "Name=instance-state-name,Values=running"];
  const query = "Reservations[].Instances[].InstanceId";
  const args = ["ec2", "describe-instances", "--region", place.region, "--filters", ...filters];
  const ended = await runProgram("aws", [...args, "--query", query, "--output", "json"], {
    env,
    timeoutSeconds: SECONDS,
  });
  if (ended.kind !== "ended" || ended.status !== 0) {
    const reason = ended.kind === "ended" ? (ended.stderr.trim().split("\n").at(-1) ?? "") : "aws did not answer";
    throw new Failure(
      `The instance ${name} could not be looked for: ${reason.replace(/\.$/, "")}. ` +
        `Sign in to the account ${place.account} as somebody who may do ec2:DescribeInstances.`,
    );
  }
  const [instance] = ids.safeParse(parseJson(ended.stdout)).data ?? [];
  if (instance !== undefined) return instance;
  throw new Failure(
    `No instance ${name} runs in ${place.region}. "cluster.tunnel" makes one: npx cdktf deploy ${environment}`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The schema refuses it.
  }
}
