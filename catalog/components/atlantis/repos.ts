import { COMMENT, COUNT, INIT, PLAN, TAKE_STACKS } from "./hooks";

/**
 * What the server allows repositories. They decide which projects there are (`atlantis.yaml`); how those are planned,
 * and what must hold before one is applied, stands here, out of a pull request's reach: every key that Atlantis
 * restricts, and none that a repository may override.
 * @see https://www.runatlantis.io/docs/server-side-repo-config
 */
export function repoConfig(repositories: readonly string[]): string {
  return JSON.stringify(
    {
      repos: repositories.map((id) => ({
        id,
        branch: "/^main$/",
        plan_requirements: [],
        apply_requirements: REQUIREMENTS,
        import_requirements: REQUIREMENTS,
        allowed_overrides: [],
        allow_custom_workflows: false,
        workflow: "platform",
        repo_locks: { mode: "on_plan" },
        autodiscover: { mode: "disabled" },
        pre_workflow_hooks: [{ description: "Take the stacks from CI", run: TAKE_STACKS, commands: "plan" }],
        post_workflow_hooks: [{ description: "Comment", run: COMMENT, commands: "plan" }],
      })),
      workflows: {
        platform: {
          plan: {
            steps: [
              { run: { command: INIT, output: "hide" } },
              { run: { command: PLAN, output: "hide" } },
              { run: { command: COUNT, output: "show" } },
            ],
          },
          apply: { steps: ["apply"] },
        },
      },
      metrics: { prometheus: { endpoint: "/metrics" } },
    },
    undefined,
    2,
  );
}

/**
 * `undiverged` looks at the files of a project that changed on main, and the stacks are never among those: that main
 * has not moved on is what `mergeable` says, where main asks for branches that are up to date.
 */
const REQUIREMENTS = ["approved", "mergeable", "undiverged"];
