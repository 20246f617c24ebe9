import { ask } from "./ask";
import { inert } from "./inert";
import { repository } from "./root";
import { wantsColours } from "./table";

/** What a command sees of the world around it: tests give it another one. */
export interface Context {
  /** The repository whose environments/ are read. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly colours: boolean;
  /** Prints a line of the result. */
  readonly print: (text: string) => void;
  /** Prints a line about the result: progress, warnings, errors. */
  readonly tell: (text: string) => void;
  /** Asks a person; undefined where nobody can answer. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
}

/** The context of a command that somebody typed. */
export function processContext(): Context {
  const said = process.env["GITHUB_ACTIONS"] === "true" ? inert : (text: string) => text;
  return {
    root: repository,
    env: process.env,
    platform: process.platform,
    colours: wantsColours(),
    print: (text) => {
      console.log(said(text));
    },
    tell: (text) => {
      console.error(said(text));
    },
    ask: process.stdin.isTTY ? (question) => ask(process.stdin, process.stderr, question) : undefined,
  };
}
