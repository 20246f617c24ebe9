import { loadPlatform } from "../stacks/load-platform";
import { makeStacks } from "../stacks";
import { writeProtectedList } from "../stacks/protected-list";
import { currentProtection } from "../stacks/protection-check";
import { synthesizeAside } from "../stacks/synthesis";
import { generateEnvironments } from "./generate";

/** Makes a folder with so many environments that synthesis accepts, their protected addresses listed. */
export function prepareEnvironments(root: string, count: number): void {
  generateEnvironments(root, count);
  const loaded = loadPlatform(root);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));
  const synthesis = synthesizeAside((app) => {
    makeStacks(app, loaded.platform);
  });
  synthesis.discard();
  writeProtectedList(root, currentProtection(synthesis));
}
