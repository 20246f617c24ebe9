import type { Bootstrap } from "./bootstrap";

/**
 * The Secret by which Argo CD reads a private repository, as a **Terraform template**: the value stands in it as an
 * expression, so neither the synthesized JSON nor this program ever holds it. Undefined for a public repository.
 *
 * The result reaches the node as a file that only root can read (mode 0600), {@link CREDENTIAL_FILE} of the manifests.
 *
 * @param expression a Terraform expression without `${}`, `var.repository_credential` for instance
 */
export function repositorySecret(bootstrap: Bootstrap, expression: string): string | undefined {
  const { credential } = bootstrap;
  if (credential.kind === "none") return undefined;
  // Base64 in `data` needs no quoting whatever the value holds. Files give a token a line end too many, and ssh
  // refuses a key without one.
  const secret =
    credential.kind === "token"
      ? { username: base64("git"), password: `\${base64encode(trimspace(${expression}))}` }
      : { sshPrivateKey: `\${base64encode(format("%s\\n", trimspace(${expression})))}` };
  const data = { type: base64("git"), url: base64(bootstrap.repository), ...secret };
  return [
    "apiVersion: v1",
    "kind: Secret",
    "metadata:",
    "  name: platform-repository",
    `  namespace: ${bootstrap.namespace}`,
    "  labels:",
    "    argocd.argoproj.io/secret-type: repository",
    "data:",
    ...Object.entries(data).map(([key, value]) => `  ${key}: ${value}`),
    "",
  ].join("\n");
}

function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}
