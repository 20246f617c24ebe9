import { engineFollowed } from "../../catalog/inventory";
import { rootObject } from "../../constructs/gitops/handover";
import { requireSignIn } from "../aws-sign-in";
import type { Context } from "../context";
import { describeEks, eksPlace } from "../eks";
import { Failure } from "../failure";
import { kubectlIn, withApi, type FoundEks } from "./api";
import { findContents, type ClusterContents } from "./contents";

/** A cluster on EKS before it goes. */
export type ClusterState =
  | { readonly kind: "seen"; readonly contents: ClusterContents }
  /** It is gone, or on its way. */
  | { readonly kind: "absent" }
  /** It may be there; somebody goes on without it. */
  | { readonly kind: "left out" };

/** The namespace of an environment's Argo CD. */
export function engineNamespace({ environment, organization }: FoundEks): string {
  return rootObject(engineFollowed(environment, organization)).namespace;
}

/**
 * Looks at a cluster and what is in it, and changes nothing.
 *
 * @param without whether to leave the cluster's API alone.
 * @throws {Failure} when EKS would refuse to delete it, or its API gives no answer.
 */
export async function lookAtCluster(context: Context, found: FoundEks, without: boolean): Promise<ClusterState> {
  const { name } = found.environment;
  const place = eksPlace(found.environment, found.organization);
  const signedIn = await requireSignIn(context.env, place, "destroy");
  const answer = await describeEks(signedIn.env, place);
  if (answer.kind === "fault") throw new Failure(`${answer.what}. ${answer.fix}`);
  if (answer.kind === "absent" || answer.cluster.status === "DELETING") return { kind: "absent" };
  if (answer.cluster.deletionProtection) {
    throw new Failure(
      `EKS protects the cluster "${place.name}" from deletion. Write "deletionProtection: false" below "cluster" in environments/${name}.yaml, then: npx cdktf deploy ${name}`,
    );
  }
  if (without) return { kind: "left out" };
  try {
    const namespace = engineNamespace(found);
    const contents = await withApi(context, found, (env) => findContents(kubectlIn(env), namespace));
    return { kind: "seen", contents };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(
      `What is in the cluster is not known: ${error.message}\nA cluster that nobody can reach any more goes by --without-cluster, which may leave volumes behind. Nothing was changed.`,
    );
  }
}
