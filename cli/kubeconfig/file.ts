import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { Failure } from "../failure";

/** Writes a file that only its owner can read, whole or not at all. */
export function writePrivate(file: string, text: string): void {
  const target = existsSync(file) ? realpathSync(file) : file;
  const part = `${target}.${String(process.pid)}.part`;
  try {
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    writeFileSync(part, text, { mode: 0o600, flag: "wx" });
    renameSync(part, target);
  } catch (error) {
    rmSync(part, { force: true });
    throw new Failure(`${file} can't be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The kubeconfig that people use: the first of $KUBECONFIG that is there, or else its last, or else ~/.kube/config. */
export function usersKubeconfig(env: NodeJS.ProcessEnv): string {
  const files = (env["KUBECONFIG"] ?? "").split(delimiter).filter(Boolean);
  return files.find((file) => existsSync(file)) ?? files.at(-1) ?? join(env["HOME"] ?? homedir(), ".kube", "config");
}

/** Changes the text of a file, or of one that is still to be made, while holding the lock that kubectl takes too. */
export function changeLocked<T extends { readonly text: string }>(file: string, change: (text: string) => T): T {
  const lock = `${file}.lock`;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    closeSync(openSync(lock, "wx", 0o600));
  } catch {
    throw new Failure(
      `${lock} is there, so something is writing ${file}. Try again; if nothing runs, remove the lock.`,
    );
  }
  try {
    const changed = change(existsSync(file) ? readFileSync(file, "utf8") : "");
    writePrivate(file, changed.text);
    return changed;
  } finally {
    rmSync(lock, { force: true });
  }
}
