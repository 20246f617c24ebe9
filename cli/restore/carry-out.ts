import type { Context } from "../context";
import { Failure } from "../failure";
import { internalAddress } from "../../constructs/k3s/node";
import type { Machine } from "../k3s/machines";
import { nodeCommand } from "../k3s/script";
import { runOnMachine } from "../ssh";
import type { RestorePlan } from "./plan";

/** Seconds that a step may take on one machine; k3s itself gets 300 to start and 300 for its API. */
const STEP_SECONDS = 1800;
const STOP_SECONDS = 180;

/** Does what was planned, and says what it does. After a failure the same command goes on. */
export async function carryOut(context: Context, plan: RestorePlan, snapshot: string): Promise<void> {
  const { first, id } = plan;
  const firstAddress = internalAddress(first.node);
  const toStop = plan.resumed ? plan.others : [first, ...plan.others];
  if (toStop.length > 0) context.tell(`Stopping k3s on ${toStop.map(({ node }) => node.name).join(", ")}`);
  await Promise.all(
    toStop.map((machine) => run(context, machine, nodeCommand(machine.variables, "stop"), STOP_SECONDS)),
  );
  if (!plan.resumed) {
    const variables = { ...first.variables, SNAPSHOT: snapshot, RESTORE_ID: id, PRESENT: present(plan) };
    await run(context, first, nodeCommand(variables, "restore"), STEP_SECONDS);
  }
  for (const machine of plan.others) {
    // Only the restored server is joined: another one that answers could still be of the cluster that was.
    const variables = { ...machine.variables, RESTORE_ID: id, PEERS: firstAddress, ENDPOINT: "" };
    await run(context, machine, nodeCommand(variables, "rejoin"), STEP_SECONDS);
  }
  for (const machine of plan.agents) {
    // A kubelet registers its node when it starts, and the snapshot may not know it.
    await run(context, machine, "systemctl try-restart k3s-agent", STEP_SECONDS);
  }
  if (plan.silent.every(({ role }) => role !== "server")) {
    await run(context, first, "rm -f /var/lib/platform/restored", STOP_SECONDS);
  }
}

/** The nodes whose machines are set up, with what tells one machine from another. */
function present({ first, others, agents }: RestorePlan): string {
  return [first, ...others, ...agents]
    .map(({ node, variables }) => `${node.name}=${variables["MACHINE"] ?? ""}`)
    .join(" ");
}

async function run(context: Context, machine: Machine, script: string, timeoutSeconds: number): Promise<void> {
  const { name } = machine.node;
  const outcome = await runOnMachine(machine.target, {
    script,
    timeoutSeconds,
    env: context.env,
    onLine: (line) => {
      if (line.trim() !== "") context.tell(line);
    },
  });
  const goOn = "The same command goes on from here.";
  if (!outcome.ok) throw new Failure(`${name}: ${outcome.fault.what}. ${outcome.fault.fix} ${goOn}`);
  if (outcome.status !== 0) throw new Failure(`Stopped at ${name}; the reason is above. ${goOn}`);
}
