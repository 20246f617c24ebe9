import type { EksEnvironment, Finding, Platform } from "../config";
import { overlaps, parseCidr } from "../config/cidr";
import { versionProblem } from "../constructs/aws/eks/versions";
import { addressPlan } from "../constructs/aws/network/address-plan";
import { accountFindings } from "./aws/account-findings";
import { dataFindings } from "./aws/data-findings";
import { nodeFindings } from "./aws/node-findings";

type Found = Omit<Finding, "environment">;

/** What the constructs of an environment would refuse, told before they are asked, with the place in its file. */
export function groundFindings({ environments, organization }: Platform): Finding[] {
  const each = environments.flatMap((environment) =>
    (environment.kind === "eks"
      ? [...eksFindings(environment), ...nodeFindings(environment), ...dataFindings(environment, organization)]
      : []
    ).map((one) => ({
      ...one,
      environment: environment.name,
    })),
  );
  return [...each, ...accountFindings(environments)];
}

function eksFindings({ aws, cluster, network, gitops }: EksEnvironment): Found[] {
  return [
    ...messages(
      ["gitops", "engine"],
      [gitops.engine === "flux" ? "Flux has no delivery into EKS; choose argocd." : undefined],
    ),
    ...messages(["aws", "roleArn"], [deployerProblem(aws.roleArn, cluster.access)]),
    ...messages(["cluster", "version"], [versionProblem(cluster.version)]),
    ...zoneFindings(network),
    ...(network.vpc === "new" ? planFindings(network) : []),
  ];
}

/** The role that deploys brings Argo CD into the cluster, which lets nobody in but by an entry. */
function deployerProblem(roleArn: string | undefined, access: EksEnvironment["cluster"]["access"]): string | undefined {
  if (roleArn === undefined) return undefined;
  const entries = Object.values(access).filter(({ principal }) => principal === roleArn);
  if (entries.some(({ policy, namespaces }) => policy === "cluster-admin" && namespaces.length === 0)) return undefined;
  return "deploys, and could not bring Argo CD into the cluster: give it an entry of cluster.access with the policy cluster-admin.";
}

/** EKS itself wants two zones; one is a cluster that a single failure takes away, so two is the least here as well. */
function zoneFindings({ zones }: EksEnvironment["network"]): Found[] {
  const names = Object.keys(zones);
  if (names.length >= 2) return [];
  const given = names.length === 0 ? "there is none" : `there is only ${names.join(", ")}`;
  return messages(["network", "zones"], [`${given}, and EKS needs two at least; three survive the loss of one.`]);
}

function planFindings({ cidr, zones, podCidr }: Extract<EksEnvironment["network"], { readonly vpc: "new" }>): Found[] {
  // Everything but the second range was judged with the file's shape.
  if (podCidr === undefined || Object.keys(zones).length === 0 || alreadyTold(cidr, podCidr)) return [];
  try {
    addressPlan(cidr, zones, podCidr);
    return [];
  } catch (error) {
    return messages(["network", "podCidr"], [withoutName(error instanceof Error ? error.message : String(error))]);
  }
}

/** That ranges overlap is told where all ranges of all environments are compared. */
function alreadyTold(cidr: string, podCidr: string): boolean {
  const [network, pods] = [parseCidr(cidr), parseCidr(podCidr)];
  return network !== undefined && pods !== undefined && overlaps(network, pods);
}

/** What the path says already: `podCidr: `. */
function withoutName(message: string): string {
  return message.replace(/^podCidr: /, "");
}

function messages(path: Finding["path"], found: readonly (string | undefined)[]): Found[] {
  return found.flatMap((message) => (message === undefined ? [] : [{ path, message }]));
}
