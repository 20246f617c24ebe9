import { expression as template, literal } from "../terraform-template";
import type { Engine, Followed } from "./bootstrap";

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
export function repositorySecret(bootstrap: Followed, expression: string): string | undefined {
  const form = formOf(bootstrap, expression);
  if (form === undefined) return undefined;
  const labels = Object.entries(form.labels);
  // Base64 in `data` needs no quoting whatever the value holds.
  const encoded = (value: Field): string =>
    typeof value === "string" ? base64(value) : template(`base64encode(${value.code})`);
  return [
    "apiVersion: v1",
    "kind: Secret",
    "metadata:",
    `  name: ${REPOSITORY_SECRET}`,
    `  namespace: ${bootstrap.namespace}`,
    ...(labels.length > 0 ? ["  labels:", ...labels.map(([key, value]) => `    ${key}: ${value}`)] : []),
    "data:",
    ...Object.entries(form.data).map(([key, value]) => `  ${key}: ${encoded(value)}`),
    "",
  ].join("\n");
}

/** The same Secret's labels and data for a provider that encodes them itself; the values are Terraform templates. */
export function repositorySecretFields(
  bootstrap: Followed,
  expression: string,
): Readonly<Record<"labels" | "data", Readonly<Record<string, string>>>> | undefined {
  const form = formOf(bootstrap, expression);
  if (form === undefined) return undefined;
  const plain = (value: Field): string => (typeof value === "string" ? literal(value) : template(value.code));
  return {
    labels: form.labels,
    data: Object.fromEntries(Object.entries(form.data).map(([key, value]) => [key, plain(value)])),
  };
}

/** A text that anybody may know, or Terraform code that gives the secret one. */
type Field = string | { readonly code: string };

/** The labels and keys that an engine looks for. */
interface Form {
  readonly labels: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, Field>>;
}

function formOf(bootstrap: Followed, expression: string): Form | undefined {
  const { kind } = bootstrap.credential;
  if (kind === "none") return undefined;
  // Files give a token a line end too many, and ssh refuses a key without one.
  const trimmed = `trimspace(${expression})`;
  const code = kind === "token" ? trimmed : `format("%s\\n", ${trimmed})`;
  return FORMS[bootstrap.engine](bootstrap, kind, { code });
}

const FORMS: Readonly<Record<Engine, (bootstrap: Followed, kind: "token" | "ssh", secret: Field) => Form>> = {
  argocd: ({ repository }, kind, secret) => ({
    labels: { "argocd.argoproj.io/secret-type": "repository" },
    data: {
      type: "git",
      url: repository,
      ...(kind === "token" ? { username: "git", password: secret } : { sshPrivateKey: secret }),
    },
  }),
  flux: ({ knownHosts }, kind, secret) => ({
    labels: {},
    data: {
      ...(kind === "token"
        ? { username: "git", password: secret }
        : { identity: secret, known_hosts: `${knownHosts.join("\n")}\n` }),
    },
  }),
};

function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}
