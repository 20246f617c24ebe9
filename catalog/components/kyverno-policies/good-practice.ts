import { VIRTUAL_CLUSTER_NAMESPACE } from "../../../config/schema/clusters";
import type { Values } from "../../../constructs/gitops/values";
import { ALL_CONTAINERS, CONTAINERS, type PodPolicy } from "./policy";
import { outside, PLATFORM_NAMESPACES } from "./namespaces";

/** What is asked of applications, beside safety. */
export function goodPractice(system: readonly string[], requiredLabels: readonly string[]): PodPolicy[] {
  const applications: readonly Values[] = [outside([...system, ...PLATFORM_NAMESPACES])];
  const conditions = {
    "not-a-virtual-cluster": `!object.metadata.namespace.startsWith('${VIRTUAL_CLUSTER_NAMESPACE}')`,
  };
  return [
    {
      name: "default-namespace",
      description: "Everything has a namespace of its own; nothing is put into the one that comes first to hand.",
      namespaces: [{ key: "kubernetes.io/metadata.name", operator: "In", values: ["default"] }],
      demands: [{ expression: "false", message: "The namespace default stays empty: name another." }],
    },
    {
      name: "image-tags",
      description: "What runs is what was promoted: an image has a tag that says which one it is, or a digest.",
      namespaces: [outside(system)],
      variables: { containers: ALL_CONTAINERS },
      demands: [
        {
          // A colon before the last slash is the registry's port.
          expression: "variables.containers.all(c, c.image.contains('@') || c.image.matches(':[^:/]+$'))",
          message: "Every image has a tag or a digest.",
        },
        {
          expression: "variables.containers.all(c, c.image.contains('@') || !c.image.endsWith(':latest'))",
          message: "No image is latest: name the version.",
        },
      ],
    },
    ...(requiredLabels.length === 0
      ? []
      : [
          {
            name: "required-labels",
            description: "Whose pod it is can be seen from its labels.",
            namespaces: applications,
            conditions,
            demands: requiredLabels.map((label) => ({
              expression: `object.metadata.?labels[?'${label}'].orValue('') != ''`,
              message: `The label ${label} is missing.`,
            })),
          },
        ]),
    {
      name: "resources",
      description: "A machine is filled by what pods ask for, and no pod takes the memory of another.",
      namespaces: applications,
      conditions,
      variables: { containers: CONTAINERS },
      // Pods only: a namespace's LimitRange fills in what a template leaves out.
      templates: false,
      demands: [
        {
          expression:
            "variables.containers.all(c, has(c.resources) && has(c.resources.requests) " +
            "&& 'cpu' in c.resources.requests && 'memory' in c.resources.requests)",
          message: "Every container says what it needs: resources.requests.cpu and .memory.",
        },
        {
          expression:
            "variables.containers.all(c, has(c.resources) && has(c.resources.limits) && 'memory' in c.resources.limits)",
          message: "Every container says what it may take: resources.limits.memory.",
        },
      ],
    },
  ];
}
