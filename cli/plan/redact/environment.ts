import { secretNames } from "../../../stacks/variables";
import { shortest, type Secret } from "./secret";

/** By the end of their name: GITHUB_TOKEN, AWS_SECRET_ACCESS_KEY, ARM_CLIENT_SECRET, ACTIONS_ID_TOKEN_REQUEST_TOKEN. */
const byName = /(?:TOKEN|SECRET|PASSWORD|PASSPHRASE|ACCESS_KEY|API_KEY|PRIVATE_KEY|ACCOUNT_KEY|CREDENTIALS)$/i;

/** Those whose name does not end so. `TF_TOKEN_<host>` is how Terraform takes the token of a registry. */
const others = /^(?:TF_TOKEN_.+|TF_ENCRYPTION|PG_CONN_STR|ARM_CLIENT_CERTIFICATE|GITHUB_APP_PEM_FILE)$/;

/**
 * The secrets that a process was given by its environment: the platform's own variables, and what other programs take
 * as credentials. An engine or a provider may repeat any of them in a diagnostic.
 */
export function environmentSecrets(env: NodeJS.ProcessEnv): readonly Secret[] {
  const own = new Set<string>(secretNames.map((name) => `TF_VAR_${name}`));
  return Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && value.length >= shortest && (own.has(name) || byName.test(name) || others.test(name))
      ? [value]
      : [],
  );
}
