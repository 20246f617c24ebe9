import { readFileSync } from "node:fs";
import { Failure } from "../failure";

/** What GitHub Actions says of what set a run off; undefined elsewhere. */
export function eventIn(env: NodeJS.ProcessEnv): unknown {
  const file = env["GITHUB_EVENT_PATH"];
  if (file === undefined || file === "") return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new Failure(`GITHUB_EVENT_PATH: ${file} can't be read as JSON.`);
  }
}
