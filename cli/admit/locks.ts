import { lockFile } from "../../stacks/lock-files";
import { readIfThere } from "../files";
import { lockedProviders } from "./providers";

/** The providers that the lock file of a stack pins; undefined where the repository has none for it. */
export function providersLockedFor(root: string): (stack: string) => readonly string[] | undefined {
  return (stack) => {
    const text = readIfThere(root, lockFile(stack));
    return text === undefined ? undefined : lockedProviders(text);
  };
}
