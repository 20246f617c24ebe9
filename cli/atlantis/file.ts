import { stringify } from "yaml";
import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import { repoConfig } from "./repo-config";

/** The file, relative to the repository: Atlantis looks for it nowhere else. */
export const ATLANTIS_FILE = "atlantis.yaml";

const HEADER = `# Generated; \`npm run platform -- atlantis\` writes it. docs/guides/atlantis.md says how a server is set up for it.
# Workflows, requirements and locks are not here: Atlantis reads this file as the pull request has it.
# Nor are stacks whose state lies on a machine: a server can't plan them.
`;

/** The text of `atlantis.yaml` for these stacks. */
export function atlantisText(stacks: readonly SynthesizedStack[]): string {
  return `${HEADER}${stringify(repoConfig(stacks), { lineWidth: 0 })}`;
}
