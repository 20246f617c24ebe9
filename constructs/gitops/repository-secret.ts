import type { Bootstrap, Engine } from "./bootstrap";

/** Name of the Secret. */
export const REPOSITORY_SECRET = "platform-repository";

/**
 * The Secret by which the engine reads a private repository, as a **Terraform template**: the value stands in it as an
 * expression, so neither the synthesized JSON nor this program ever holds it. Undefined for a public repository.
 *
 * The result reaches the node as a file that only root can read (mode 0600), {@link credentialFile} of the manifests.
 *
 * @param expression a Terraform expression without `${}`, `var.repository_credential` for instance
 */
export function repositorySecret(bootstrap: Bootstrap, expression: string): string | undefined {
  const { credential } = bootstrap;
  if (credential.kind === "none") return undefined;
  // Base64 in `data` needs no quoting whatever the value holds. Files give a token a line end too many, and ssh
  // refuses a key without one.
  const value =
    credential.kind === "token"
      ? `\${base64encode(trimspace(${expression}))}`
      : `\${base64encode(format("%s\\n", trimspace(${expression})))}`;
  const { labels, data } = FORMS[bootstrap.engine](bootstrap, credential.kind, value);
  return [
    "apiVersion: v1",
    "kind: Secret",
    "metadata:",
    `  name: ${REPOSITORY_SECRET}`,
    `  namespace: ${bootstrap.namespace}`,
    ...(labels.length > 0 ? ["  labels:", ...labels.map((label) => `    ${label}`)] : []),
    "data:",
    ...Object.entries(data).map(([key, encoded]) => `  ${key}: ${encoded}`),
    "",
  ].join("\n");
}

/** The labels and keys that an engine looks for; `value` is the credential, encoded. */
type Form = (
  bootstrap: Bootstrap,
  kind: "token" | "ssh",
  value: string,
) => { readonly labels: readonly string[]; readonly data: Readonly<Record<string, string>> };

const FORMS: Readonly<Record<Engine, Form>> = {
  argocd: ({ repository }, kind, value) => ({
    labels: ["argocd.argoproj.io/secret-type: repository"],
    data: {
      type: base64("git"),
      url: base64(repository),
      ...(kind === "token" ? { username: base64("git"), password: value } : { sshPrivateKey: value }),
    },
  }),
  flux: ({ knownHosts }, kind, value) => ({
    labels: [],
    data: {
      ...(kind === "token"
        ? { username: base64("git"), password: value }
        : { identity: value, known_hosts: base64(`${knownHosts.join("\n")}\n`) }),
    },
  }),
};

function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}
