import { resolve } from "node:path";
import { loadPlatform } from "../../stacks/load-platform";
import { formatProblems } from "../../config";
import { Clone } from "../helpers/clone";

const result = loadPlatform(resolve(__dirname, "../.."));
const staging = result.ok ? result.platform.environments.find(({ name }) => name === "staging") : undefined;
const components = Object.keys(staging?.components ?? {});

/** What the repository's own environments come to without one of staging's components. */
function problemsWithout(name: string): string {
  const clone = new Clone(["environments"]);
  try {
    const text = clone.read("environments/staging.yaml");
    const own = new RegExp(`^  ${name}: \\{.*$`, "m");
    const taken = own.test(text)
      ? text.replace(own, `  ${name}: null`)
      : text.replace("\ncomponents:\n", `\ncomponents:\n  ${name}: null\n`);
    clone.write("environments/staging.yaml", taken);
    const changed = loadPlatform(clone.root);
    return changed.ok ? "" : formatProblems(changed.problems);
  } finally {
    clone.dispose();
  }
}

describe("an environment with the whole catalog", () => {
  test("has the components that these tests take out", () => {
    expect(components.length).toBeGreaterThan(15);
  });

  test.each(components)("is refused or fine without %s, and never breaks the program", (name) => {
    expect(problemsWithout(name)).not.toMatch(/undefined|\[object|Error:/);
  });

  test("is told all that goes with a component at once: what depends on it, and who reads through it", () => {
    const told = problemsWithout("vault");
    expect(told).toContain('components.kube-prometheus-stack.variants[0]: needs "vault", which staging does not have');
    expect(told).toContain("components.secret-store: has no Vault to read from");
  });
});
