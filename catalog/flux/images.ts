import { policyName } from "../../config/checks/images";
import { PLATFORM_REPOSITORY } from "../../constructs/gitops/flux-objects";
import type { Values } from "../../constructs/gitops/values";
import type { ApplicationImage } from "../applications";
import type { Inventory } from "../inventory";
import type { KubernetesObject } from "../kubernetes";
import type { Unit } from "./unit";

/** The variant of the component flux that brings the controllers. */
const VARIANT = "image-automation";

/** How often registries are asked for newer tags. */
const INTERVAL = "10m";

/**
 * What looks for newer images of the applications that ask for it and writes their tags into the environment file, on
 * a branch of its own that somebody merges. Undefined where no application asks.
 */
export function imageAutomation({ environment, applications, bootstrap }: Inventory): Unit | undefined {
  const { namespace } = bootstrap;
  const images = applications.flatMap(({ name, images: all }) =>
    all.flatMap((image) =>
      image.policy === undefined ? [] : [{ ...image, name: policyName(name, image.name), policy: image.policy }],
    ),
  );
  if (images.length === 0) return undefined;
  if (environment.components.flux?.variants.includes(VARIANT) !== true) {
    const asking = images.map(({ name }) => name).join(", ");
    throw new Error(
      `${environment.name}: components.flux needs variants: [${VARIANT}], since images have a policy: ${asking}.`,
    );
  }
  if (bootstrap.credential.kind === "none") {
    throw new Error(`${environment.name}: gitops.credential is none, and image automation has to push: token or ssh.`);
  }
  return {
    name: VARIANT,
    dependsOn: ["flux"],
    files: {
      images: images.flatMap(({ name, repository, policy }) => [
        object("ImageRepository", name, namespace, { image: repository, interval: INTERVAL }),
        object("ImagePolicy", name, namespace, { imageRepositoryRef: { name }, ...choice(policy) }),
      ]),
      automation: [object("ImageUpdateAutomation", environment.name, namespace, automation(environment))],
    },
  };
}

function automation({ name, domain, gitops }: Inventory["environment"]): Values {
  return {
    interval: INTERVAL,
    sourceRef: { kind: "GitRepository", name: PLATFORM_REPOSITORY },
    git: {
      checkout: { ref: { branch: gitops.revision } },
      commit: {
        author: { name: "platform", email: `platform@${domain}` },
        messageTemplate: `Newer images in ${name}`,
      },
      push: { branch: `flux/image-updates-${name}` },
    },
    // The environment files hold the tags, each with the name of its policy in a comment.
    update: { path: "./environments", strategy: "Setters" },
  };
}

function choice(policy: NonNullable<ApplicationImage["policy"]>): Values {
  if (policy.semver !== undefined) return { policy: { semver: { range: policy.semver } } };
  const [by = "", order = ""] = policy.order.split("-");
  return { filterTags: { pattern: policy.pattern, extract: policy.extract }, policy: { [by]: { order } } };
}

function object(kind: string, name: string, namespace: string, spec: Values): KubernetesObject {
  return { apiVersion: "image.toolkit.fluxcd.io/v1", kind, metadata: { name, namespace }, spec };
}
