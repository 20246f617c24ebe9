import type { Environment } from "../config";
import { neededSecrets, type SecretName } from "../stacks/variables";

/** The secrets that a deploy of an environment needs and that are not set here: their names only. */
export function missingSecrets(env: NodeJS.ProcessEnv, environment: Environment): readonly SecretName[] {
  return neededSecrets(environment).filter((name) => !env[`TF_VAR_${name}`]);
}

/** The variables of these secrets, for people. */
export function variablesText(names: readonly SecretName[]): string {
  const variables = names.map((name) => `TF_VAR_${name}`).join(", ");
  return names.includes("k3s_token")
    ? `${variables} (for a first cluster, openssl rand -hex 32 makes a token)`
    : variables;
}

/** What to type to set a secret without writing it on a command line, which the shell's history would keep. */
export function setSecret(name: SecretName): string {
  const variable = `TF_VAR_${name}`;
  // read takes one line, and a key has many.
  if (name === "repository_ssh_key") return `export ${variable}="$(cat ~/path/to/the/key)"`;
  return `read -rs ${variable} && export ${variable}`;
}
