import { stringify } from "yaml";
import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import { isOnAMachine, repoConfig } from "./repo-config";

/** The file, relative to the repository: Atlantis looks for it nowhere else. */
export const ATLANTIS_FILE = "atlantis.yaml";

const HEADER = `# Generated; \`npm run platform -- atlantis\` writes it. docs/guides/atlantis.md says how a server is set up for it.
# Workflows, requirements and locks are not here: Atlantis reads this file as the pull request has it.
`;

/** The text of `atlantis.yaml` for these stacks. */
export function atlantisText(stacks: readonly SynthesizedStack[]): string {
  const left = stacks.filter(isOnAMachine).map(({ name }) => name);
  const note =
    left.length > 0 ? `# Their state lies on a machine, so a server can't plan them: ${left.sort().join(", ")}.\n` : "";
  return `${HEADER}${note}${stringify(repoConfig(stacks), { lineWidth: 0 })}`;
}
