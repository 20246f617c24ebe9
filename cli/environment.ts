import { loadPlatform } from "../stacks/load-platform";
import { formatProblems, type Environment, type Organization } from "../config";
import { didYouMean } from "../config/suggest";
import { Failure } from "./failure";

/** One environment with the organization that it belongs to. */
export interface Found {
  readonly environment: Environment;
  readonly organization: Organization;
}

/** The environment of this name, all files being right. */
export function findEnvironment(root: string, name: string): Found {
  const loaded = loadPlatform(root);
  if (!loaded.ok) throw new Failure(formatProblems(loaded.problems));
  const { environments, organization } = loaded.platform;
  const environment = environments.find((candidate) => candidate.name === name);
  if (environment) return { environment, organization };
  const names = environments.map((candidate) => candidate.name);
  // Completion of the shell gives the file.
  const bare = name.replace(/^.*\//, "").replace(/\.ya?ml$/, "");
  throw new Failure(
    `There is no environment "${name}".${didYouMean(bare, names)} environments/ has ${names.join(", ")}.`,
  );
}
