import { Release } from "@cdktf/provider-helm/lib/release";
import { SecretV1 } from "@cdktf/provider-kubernetes/lib/secret-v1";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { platformProject, rootApplication } from "./argo-cd-objects";
import type { Followed } from "./bootstrap";
import { REPOSITORY_SECRET, repositorySecretFields } from "./repository-secret";
import { ROOT_CHART, rootChartValues } from "./root-chart";
import { toYaml } from "./yaml";

/** When and where {@link rootRelease} comes. */
export interface RootReleaseProps {
  /** @default - nothing that it waits for */
  readonly dependsOn?: ITerraformDependable[];
  /** Whether the namespace is made with it, where it is not there. @default false */
  readonly createNamespace?: boolean;
}

/** The root Application and its project, made once and let go: the registry has both. */
export function rootRelease(
  scope: Construct,
  followed: Followed,
  { dependsOn = [], createNamespace = false }: RootReleaseProps,
): Release {
  return new Release(scope, "root", {
    name: `${followed.release}-root`,
    namespace: followed.namespace,
    ...(createNamespace ? { createNamespace } : {}),
    repository: ROOT_CHART.repository,
    chart: ROOT_CHART.name,
    version: ROOT_CHART.version,
    // Cluster facts in it are expressions of Terraform's, so it is a template.
    values: [toYaml(rootChartValues([platformProject(followed)], [rootApplication(followed)]))],
    lifecycle: { ignoreChanges: "all" },
    ...(dependsOn.length === 0 ? {} : { dependsOn }),
  });
}

/**
 * The Secret of a private repository, or nothing. Write-only: the value is sent when the Secret is made, and neither plan
 * nor state holds it.
 */
export function repositorySecretObject(
  scope: Construct,
  followed: Followed,
  credential: string | undefined,
  dependsOn: ITerraformDependable[],
): readonly SecretV1[] {
  const fields = credential === undefined ? undefined : repositorySecretFields(followed, credential);
  if (fields === undefined) return [];
  return [
    new SecretV1(scope, "repository", {
      metadata: { name: REPOSITORY_SECRET, namespace: followed.namespace, labels: { ...fields.labels } },
      dataWo: { ...fields.data },
      dataWoRevision: 1,
      lifecycle: { ignoreChanges: "all" },
      dependsOn,
    }),
  ];
}
