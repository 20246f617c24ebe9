import { ROOT_APPLICATION } from "../../constructs/gitops/argo-cd-objects";
import { Failure } from "../failure";
import type { Kubectl } from "./api";
import { findApplications, findServices, findVolumes, type ClusterContents, type FoundVolume } from "./contents";
import { waitUntilGone, type Pace } from "./wait";

/** Lets the deletion of the root Application go on to what it brought, and takes itself out of that. */
const CASCADE = JSON.stringify({
  metadata: {
    finalizers: ["resources-finalizer.argocd.argoproj.io"],
    annotations: { "argocd.argoproj.io/tracking-id": null },
  },
  spec: { syncPolicy: null },
});
const KIND = "applications.argoproj.io";

/** What emptying a cluster needs. */
export interface Emptying {
  readonly kubectl: Kubectl;
  /** Argo CD's. */
  readonly namespace: string;
  /** What was named before the person agreed: no other Service or claim is deleted. */
  readonly named: ClusterContents;
  readonly pace: Pace;
  readonly tell: (text: string) => void;
}

/** Takes out of a cluster what hangs on load balancers and volumes. Each step looks first, so that a second run goes on. */
export async function emptyCluster(emptying: Emptying): Promise<void> {
  await removeApplications(emptying);
  await removeServices(emptying);
  await removeVolumes(emptying);
}

async function removeApplications({ kubectl, namespace, pace, tell }: Emptying): Promise<void> {
  const found = await findApplications(kubectl, namespace);
  const rest = ["--namespace", namespace, "--wait=false"];
  const root = found.find(({ name }) => name === ROOT_APPLICATION);
  if (root && !root.deleting) {
    await kubectl(["patch", KIND, root.name, "--namespace", namespace, "--type", "merge", "--patch", CASCADE]);
    await kubectl(["delete", KIND, root.name, ...rest]);
  }
  // Without the root nobody deletes what an earlier run has left.
  const orphans = root ? [] : found.filter(({ deleting }) => !deleting).map(({ name }) => name);
  if (orphans.length > 0) await kubectl(["delete", KIND, ...orphans, "--ignore-not-found", ...rest]);
  const names = async (): Promise<readonly string[]> =>
    (await findApplications(kubectl, namespace)).map(({ name }) => name);
  const late = async (): Promise<string> => {
    const stuck = (await findApplications(kubectl, namespace)).filter(({ conditions }) => conditions.length > 0);
    const reasons = stuck.map(({ name, conditions }) => `  ${name}: ${conditions.join("; ")}`);
    const look = `Look (kubectl --namespace ${namespace} describe application NAME), remove what holds it, and type the same command again.`;
    return [...reasons, look].join("\n");
  };
  await waitUntilGone(pace, "Applications", names, { tell, late });
}

async function removeServices({ kubectl, named, pace, tell }: Emptying): Promise<void> {
  const found = await findServices(kubectl);
  refuseNew("Service", found.map(nameOf), named.services.map(nameOf));
  for (const { namespace, name } of found) {
    await kubectl(["delete", "service", name, "--namespace", namespace, "--ignore-not-found", "--wait=false"]);
  }
  await waitUntilGone(pace, "load balancers' Services", async () => (await findServices(kubectl)).map(nameOf), {
    tell,
    late: () => Promise.resolve("kubectl describe service says why. Then type the same command again."),
  });
}

async function removeVolumes({ kubectl, named, pace, tell }: Emptying): Promise<void> {
  const claims = claimsOf(await findVolumes(kubectl));
  refuseNew("claim", claims, claimsOf(named.volumes));
  for (const claim of claims) {
    const [namespace = "", name = ""] = claim.split("/");
    await kubectl([
      ...["delete", "persistentvolumeclaim", name, "--namespace", namespace],
      ...["--ignore-not-found", "--wait=false"],
    ]);
  }
  const left = async (): Promise<readonly string[]> =>
    (await findVolumes(kubectl))
      .filter(({ deleted }) => deleted)
      .map(({ name, claim }) => (claim === undefined ? name : `${name} of ${claim}`));
  const late = (): Promise<string> =>
    Promise.resolve(
      "A claim stays while a pod uses it: kubectl describe persistentvolumeclaim names the pod. Remove it, and type the same command again.",
    );
  await waitUntilGone(pace, "volumes", left, { tell, late });
}

function refuseNew(what: string, found: readonly string[], named: readonly string[]): void {
  const strangers = found.filter((name) => !named.includes(name));
  if (strangers.length === 0) return;
  throw new Failure(
    `Since you were asked, something has made: ${what} ${strangers.join(", ")}. Of this kind nothing was deleted. Type the same command again, which names it.`,
  );
}

function claimsOf(volumes: readonly FoundVolume[]): readonly string[] {
  return volumes.flatMap(({ deleted, claim }) => (deleted && claim !== undefined ? [claim] : []));
}

function nameOf({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}
