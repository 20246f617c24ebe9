import { z } from "zod";

/** The kinds of text that say what the GitOps engine brings into a cluster; each error continues as those of formats.ts do. */

/** RFC 1123, as Kubernetes asks of a namespace. */
export const namespaceName = () =>
  z
    .string()
    .regex(
      /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
      "is not a namespace: at most 63 lower-case letters, digits and hyphens, no hyphen first or last.",
    );

export const kubernetesVersion = () =>
  z.string().regex(/^v1\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/, "is not an exact Kubernetes version such as v1.35.4.");

/** What a GitOps engine follows in a repository. */
export const revision = () => z.string().regex(/^(?!-)[\w./-]+$/, "is not a branch, tag or commit.");

/** A repository by its whole address: what Argo CD compares the source of an Application with. */
export const repositoryAddress = () =>
  z
    .string()
    .regex(
      /^(https|oci|ssh):\/\/([\w.-]+@)?[^\s@?#:]+(:\d{1,5})?(\/[^\s@?#]*)?$|^[\w.-]+@[\w.-]+:[^\s?#]+$/,
      "is not the address of a repository: https://, oci:// or ssh://, without a password.",
    );

/** A group of people, as the identity provider names it. */
export const groupName = () => z.string().regex(/^[^\s,][^,\n]{0,127}$/, "is not the name of a group.");

export const imageRepository = () =>
  z
    .string()
    .regex(
      /^([a-z0-9.-]+(:\d{1,5})?\/)?[a-z0-9._-]+(\/[a-z0-9._-]+)*$/,
      "is not an image without a tag such as ghcr.io/example/storefront.",
    );

export const imageTag = () =>
  z.string().regex(/^(?!latest$)\w[\w.-]{0,127}$/, "is not an exact tag such as 1.8.2; nothing here is ever latest.");
