import { everyContainer, everywhere } from "./expressions";
import type { Demand } from "./policy";

const VOLUMES = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "image",
  "persistentVolumeClaim",
  "projected",
  "secret",
];

/** What the Pod Security Standard `restricted` asks of a pod beyond `baseline`. */
export const restricted: readonly Demand[] = [
  {
    expression: `object.spec.?volumes.orValue([]).all(v, ${VOLUMES.map((name) => `has(v.${name})`).join(" || ")})`,
    message: `Volumes are of these kinds only: ${VOLUMES.join(", ")}.`,
  },
  {
    expression: everyContainer("!c.?securityContext.?allowPrivilegeEscalation.orValue(true)"),
    message: "Every container sets securityContext.allowPrivilegeEscalation: false.",
  },
  {
    expression:
      "object.spec.?securityContext.?runAsNonRoot.orValue(false) " +
      "? variables.containers.all(c, c.?securityContext.?runAsNonRoot.orValue(true)) " +
      ": variables.containers.all(c, c.?securityContext.?runAsNonRoot.orValue(false))",
    message: "Nothing runs as root: the pod, or every container, sets securityContext.runAsNonRoot: true.",
  },
  {
    expression: everywhere("?runAsUser", (value) => `${value}.orValue(1) != 0`),
    message: "Nothing runs as root: runAsUser is not 0.",
  },
  {
    expression:
      "object.spec.?securityContext.?seccompProfile.?type.orValue('') in ['RuntimeDefault', 'Localhost'] " +
      "|| variables.containers.all(c, c.?securityContext.?seccompProfile.?type.orValue('') in ['RuntimeDefault', 'Localhost'])",
    message:
      "System calls are filtered: the pod, or every container, sets seccompProfile.type to RuntimeDefault or Localhost.",
  },
  {
    expression: everyContainer(
      "'ALL' in c.?securityContext.?capabilities.?drop.orValue([]) " +
        "&& c.?securityContext.?capabilities.?add.orValue([]).all(name, name == 'NET_BIND_SERVICE')",
    ),
    message: "Every container drops ALL capabilities and adds none but NET_BIND_SERVICE.",
  },
];
