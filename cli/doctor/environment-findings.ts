import type { Environment } from "../../config";
import { missingSecrets, setSecret, variablesText } from "../secrets";
import type { Finding } from "./finding";

/** The repository that the examples name: nobody's, so no cluster could pull from it. */
const PLACEHOLDER = /(^|[/:])example\/platform(\.git)?$/;

/** Whether the environments pull from a repository that is there for the example only. */
export function repositoryFinding(environments: readonly Environment[]): Finding {
  const names = environments.filter(({ gitops }) => PLACEHOLDER.test(gitops.repository)).map(({ name }) => name);
  const name = "gitops.repository";
  if (names.length === 0) return { name, state: "ok", detail: "set" };
  return {
    name,
    state: "todo",
    detail: `still the placeholder example/platform in ${names.join(", ")}, which no cluster can pull from`,
    fix: "Write yours (environments/profiles/standard.yaml has it for all), then: npm run platform -- registry",
  };
}

/** Whether the secrets that a deploy of this environment needs are set; never what they are. */
export function secretsFinding(env: NodeJS.ProcessEnv, environment: Environment): Finding {
  const missing = missingSecrets(env, environment);
  const [first] = missing;
  const name = `variables of ${environment.name}`;
  if (first === undefined) return { name, state: "ok", detail: "all that it needs are set" };
  return { name, state: "todo", detail: `not set: ${variablesText(missing)}`, fix: setSecret(first) };
}
