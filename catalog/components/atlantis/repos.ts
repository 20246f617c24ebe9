/**
 * What the server allows repositories. They decide which projects there are (`atlantis.yaml`); how those are planned,
 * and what must hold before one is applied, stands here, out of a pull request's reach.
 * @see https://www.runatlantis.io/docs/server-side-repo-config
 */
export function repoConfig(repositories: readonly string[]): string {
  return JSON.stringify(
    {
      repos: repositories.map((id) => ({
        id,
        branch: "/^main$/",
        apply_requirements: REQUIREMENTS,
        import_requirements: REQUIREMENTS,
        allowed_overrides: [],
        allow_custom_workflows: false,
        workflow: "platform",
        // Stacks are folders that synthesis makes, so it runs before projects are looked for.
        pre_workflow_hooks: [
          {
            description: "Synthesize",
            run: "npm ci --ignore-scripts --no-audit --no-fund && npm run synth",
            commands: "plan",
          },
        ],
      })),
      workflows: {
        platform: {
          plan: { steps: ["init", "plan"] },
          apply: { steps: ["apply"] },
        },
      },
      metrics: { prometheus: { endpoint: "/metrics" } },
    },
    undefined,
    2,
  );
}

const REQUIREMENTS = ["approved", "mergeable", "undiverged"];
