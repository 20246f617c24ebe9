import { Failure } from "../failure";
import { runProgram } from "../run-program";

/** What a git command printed, and how it ended. */
export interface Answer {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs git in a folder; throws a {@link Failure} when there is no git. */
export type Git = (...args: readonly string[]) => Promise<Answer>;

/** The repository is only read, and files of a revision are written out: no hook, and no watcher of files, has a part in that. */
const quiet = ["--no-optional-locks", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false"];

/**
 * Git in a folder, on the repository that the folder is in, whatever a hook that runs this has set (GIT_DIR and the
 * like), and without the filters of the user's settings, which attributes of a revision could set off.
 */
export async function gitIn(folder: string, env: NodeJS.ProcessEnv): Promise<Git> {
  const run = async (args: readonly string[], settings: NodeJS.ProcessEnv): Promise<Answer> => {
    const ended = await runProgram("git", [...quiet, ...args], { env: settings, cwd: folder });
    if (ended.kind === "ended") return ended;
    throw new Failure("git is not on the PATH: the revision to compare with is read by it.");
  };
  const bare = withoutPlaces(env);
  const found = await run(["config", "--name-only", "--null", "--get-regexp", FILTER_KEYS], bare);
  const filters = [...new Set(found.stdout.split("\0").filter(Boolean))];
  return (...args) => run(args, { ...bare, ...emptied(filters, bare) });
}

const FILTER_KEYS = String.raw`^filter\..*\.(smudge|clean|process|required)$`;

function withoutPlaces(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const places =
    /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|NAMESPACE)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !places.test(name)));
}

/** Settings by which git leaves out these filters; by variables, since a filter's name can be anything. */
function emptied(keys: readonly string[], env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const first = Number(env["GIT_CONFIG_COUNT"] ?? 0);
  const settings: NodeJS.ProcessEnv = { GIT_CONFIG_COUNT: String(first + keys.length) };
  keys.forEach((key, index) => {
    settings[`GIT_CONFIG_KEY_${String(first + index)}`] = key;
    settings[`GIT_CONFIG_VALUE_${String(first + index)}`] = key.endsWith(".required") ? "false" : "";
  });
  return settings;
}
