import type { SignedIn } from "../aws-sign-in";
import { requireEks, type EksPlace } from "../eks";
import { Failure } from "../failure";
import type { KubeconfigEntry } from "./entry";

/**
 * The access to a cluster on EKS. Nothing of it is secret: the entry has kubectl ask the aws command for a
 * token of whoever is signed in, every time, and by the same role.
 */
export async function eksEntry(
  { env, roleArn }: SignedIn,
  place: EksPlace,
  environment: string,
): Promise<KubeconfigEntry> {
  const { name, region } = place;
  const { status, endpoint, certificateAuthority } = await requireEks(env, place, environment);
  if (endpoint === undefined || certificateAuthority === undefined) {
    throw new Failure(`The cluster "${name}" is ${status} and has no API yet. Try again when it is ACTIVE.`);
  }
  const role = roleArn === undefined ? [] : ["--role-arn", roleArn];
  return {
    name: environment,
    cluster: { server: endpoint, "certificate-authority-data": certificateAuthority },
    user: {
      exec: {
        apiVersion: "client.authentication.k8s.io/v1beta1",
        command: "aws",
        args: ["eks", "get-token", "--cluster-name", name, "--region", region, "--output", "json", ...role],
        interactiveMode: "IfAvailable",
      },
    },
  };
}
