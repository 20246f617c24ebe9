import { z } from "zod";
import { revision } from "./delivery-formats";
import { field } from "./field";
import { knownHost, names } from "./formats";

/** The component that is the engine itself; it needs a version among the components. */
export const engineComponents = {
  argocd: { name: "argo-cd", example: "10.1.1" },
  flux: { name: "flux", example: "2.18.3" },
};

const repository = z
  .string()
  .regex(
    /^[\w.-]+\/[\w.-]+$|^https?:\/\/[^\s@?#]+$|^ssh:\/\/([\w.-]+@)?[^\s@?#]+$|^[\w.-]+@[\w.-]+:[^\s?#]+$/,
    "is not a repository: owner/name for GitHub, or an https:// or ssh:// address without a password.",
  );

export const gitops = z.strictObject({
  engine: field(z.enum(["argocd", "flux"]), "the GitOps engine: argocd or flux", "argocd"),
  repository: field(
    repository,
    "the repository that holds registry/: owner/name for GitHub, or an address",
    "example/platform",
  ),
  revision: field(revision(), "the branch, tag or commit that the engine follows", "main"),
  credential: field(
    z.enum(["none", "token", "ssh"]),
    "how the engine reads the repository: none for a public one (the default), token or ssh from TF_VAR variables",
    "token",
  ).default("none"),
  knownHosts: field(
    names(knownHost()).optional(),
    "SSH host keys of the repository's host, which Flux asks for with the credential ssh; GitHub's are known",
    ["git.example.org ssh-ed25519 AAAA…"],
  ),
});
