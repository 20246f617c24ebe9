import type { Platform } from "../config";
import type { SynthesizedStack } from "../stacks/synthesized-stack";
import { formatViolations, unknownExceptions, violations, type Violation } from "./engine";
import type { Excusable, Rule } from "./rule";
import { broadStatements } from "./rules/broad-statements";
import { defaultSecurityGroup } from "./rules/default-security-group";
import { eksAccess } from "./rules/eks-access";
import { eksDeletion } from "./rules/eks-deletion";
import { eksPrivateEndpoint, eksPublicEndpoint } from "./rules/eks-endpoint";
import { eksLogs } from "./rules/eks-logs";
import { eksSecrets } from "./rules/eks-secrets";
import { evenServers } from "./rules/even-servers";
import { flowLogs } from "./rules/flow-logs";
import { hostKeys } from "./rules/host-keys";
import { imageEncryption, imageScanning, imageTags } from "./rules/image-repositories";
import { instanceMetadata } from "./rules/instance-metadata";
import { k3sHardening } from "./rules/k3s-hardening";
import { keptData } from "./rules/kept-data";
import { keyDeletion, keyRotation } from "./rules/key-lifecycle";
import { logEncryption, logRetention } from "./rules/log-groups";
import { managedPolicies } from "./rules/managed-policies";
import { noSecrets } from "./rules/no-secrets";
import { nodeSsh } from "./rules/node-ssh";
import { openIngress } from "./rules/open-ingress";
import { pinnedSubjects } from "./rules/pinned-subjects";
import { publicAddresses } from "./rules/public-addresses";
import { readableDocuments } from "./rules/readable-documents";
import { s3Encryption } from "./rules/s3-encryption";
import { s3PublicAccess } from "./rules/s3-public-access";
import { s3Tls } from "./rules/s3-tls";
import { s3Versioning } from "./rules/s3-versioning";
import { stateEncrypted } from "./rules/state-encrypted";
import { stateLocked } from "./rules/state-locked";
import { volumesEncrypted } from "./rules/volumes-encrypted";
import { wildcardPrincipals } from "./rules/wildcard-principals";

/** All rules, by id. */
export const rules: readonly Rule[] = [
  keptData,
  instanceMetadata,
  volumesEncrypted,
  imageTags,
  imageScanning,
  imageEncryption,
  eksPrivateEndpoint,
  eksPublicEndpoint,
  eksLogs,
  eksSecrets,
  eksAccess,
  eksDeletion,
  nodeSsh,
  managedPolicies,
  broadStatements,
  wildcardPrincipals,
  pinnedSubjects,
  readableDocuments,
  evenServers,
  k3sHardening,
  hostKeys,
  keyRotation,
  keyDeletion,
  logEncryption,
  logRetention,
  s3PublicAccess,
  s3Encryption,
  s3Versioning,
  s3Tls,
  stateEncrypted,
  stateLocked,
  noSecrets,
  flowLogs,
  defaultSecurityGroup,
  openIngress,
  publicAddresses,
];

/** What the policies say about synthesized stacks: a message for each broken rule, and for each exception to none. */
export function policyMessages(platform: Platform, stacks: readonly SynthesizedStack[]): string[] {
  const subjects = subjectsOf(platform, stacks);
  return [...unknownExceptions(rules, subjects), ...formatViolations(violations(rules, subjects))];
}

/** The rules that stacks break, without those that an exception lifts. */
export function policyViolations(platform: Platform, stacks: readonly SynthesizedStack[]): readonly Violation[] {
  return violations(rules, subjectsOf(platform, stacks));
}

function subjectsOf(platform: Platform, stacks: readonly SynthesizedStack[]): readonly Excusable[] {
  const byName = new Map(platform.environments.map((environment) => [environment.name, environment]));
  return stacks.map((stack) => {
    const environment = byName.get(stack.environment ?? "");
    const { exceptions } = environment ?? platform.organization;
    return { stack, environment, excused: { file: fileOf(environment?.name ?? "organization"), exceptions } };
  });
}

function fileOf(name: string): string {
  return `environments/${name}.yaml`;
}
