import type { RestorePlan } from "./plan";

/** What a restore does and what is lost by it, for the person who has to agree. */
export function explainRestore(plan: RestorePlan, environment: string, snapshot: string): string {
  const first = plan.first.node.name;
  const others = plan.others.map(({ node }) => node.name).join(", ");
  const silent = plan.silent.map(({ name, what }) => `\n    ${name}: ${what}`).join("");
  return [
    plan.resumed
      ? `${first} already holds ${snapshot}, from a restore of ${environment} that was not finished. This goes on with it.`
      : `This puts the cluster of ${environment} back to the snapshot ${snapshot}, on ${first}.`,
    ...(plan.resumed
      ? []
      : [
          "  Lost:     every change in the cluster's API since the snapshot. What the registry describes comes back from the repository;",
          "            data on volumes is not touched.",
          `  Down:     the API, until ${first} has the data. Pods keep running on their nodes meanwhile.`,
        ]),
    ...(others
      ? [`  Wiped:    the etcd data of ${others}, which then join ${first} again. Their snapshots stay.`]
      : []),
    ...(plan.notSetUp.length > 0 ? [`  Not set up yet, so left to the next deploy: ${plan.notSetUp.join(", ")}.`] : []),
    ...(silent
      ? [
          `  Silent:   a server that is still up would go on as a second cluster, so be sure that these are off:${silent}`,
        ]
      : []),
  ].join("\n");
}

/**
 * How the cluster is afterwards, and what to do next.
 *
 * @param order the names of all machines, in the order in which they are named.
 */
export function restoredText({ notSetUp, silent }: RestorePlan, environment: string, order: readonly string[]): string {
  const left = [...notSetUp, ...silent.map(({ name }) => name)];
  const missing = order.filter((name) => left.includes(name)).join(", ");
  const servers = silent.filter(({ role }) => role === "server").map(({ name }) => name);
  return [
    `${environment} runs again${missing ? `, without ${missing}` : ""}.`,
    ...(servers.length > 0 ? [`Once ${servers.join(", ")} can be reached, the same command takes it in again.`] : []),
    `Next: ${missing ? `npx cdktf deploy ${environment}` : `npm run platform -- status ${environment}`}`,
  ].join(" ");
}
