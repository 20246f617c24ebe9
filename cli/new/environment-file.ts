import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment, Platform } from "../../config";
import { insertEntry, type Value } from "../../config/edit";
import { didYouMean } from "../../config/suggest";
import type { Path } from "../../config/tree";
import type { Context } from "../context";
import { Failure } from "../failure";
import { answers, type Wanted } from "./answers";

/** The file that an entry goes into. */
export interface Place {
  readonly environment: Environment;
  readonly file: string;
  readonly text: string;
}

/** The file with one more entry; that it can't be written there is something for people to mend. */
export function withEntry({ file, text }: Pick<Place, "file" | "text">, path: Path, value: Value): string {
  try {
    return insertEntry(text, path, value);
  } catch (error) {
    throw new Failure(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The question which environment is meant. */
export function environmentWanted({ ask }: Context, platform: Platform, given: string | undefined): Wanted {
  const names = platform.environments.map((one) => one.name);
  const usual = ask === undefined ? undefined : platform.stages[0]?.environments[0];
  return { flag: "--environment", question: `Environment (${names.join(", ")})`, given, usual };
}

/** The environment that is meant, by default the one that every version reaches first. */
export async function environmentFile(context: Context, platform: Platform, given: string | undefined): Promise<Place> {
  const [name = ""] = await answers(context, [environmentWanted(context, platform, given)]);
  const environment = environmentCalled(platform, name);
  const file = `environments/${name}.yaml`;
  return { environment, file, text: readFileSync(join(context.root, file), "utf8") };
}

/** The environment of this name. */
export function environmentCalled({ environments }: Platform, name: string): Environment {
  const found = environments.find((one) => one.name === name);
  if (found !== undefined) return found;
  const names = environments.map((one) => one.name);
  throw new Failure(
    `There is no environment "${name}".${didYouMean(name, names)} environments/ has ${names.join(", ")}.`,
  );
}
