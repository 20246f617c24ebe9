import { runProgram } from "./run-program";

/** What the SSH agent has to offer. */
export type AgentKeys =
  | { readonly kind: "keys"; readonly count: number }
  | { readonly kind: "empty" | "none" | "missing"; readonly what: string; readonly fix: string };

/** Asks the agent that SSH_AUTH_SOCK names, the same that Terraform asks. */
export async function agentKeys(env: NodeJS.ProcessEnv): Promise<AgentKeys> {
  const ended = await runProgram("ssh-add", ["-l"], { env, timeoutSeconds: 10 });
  if (ended.kind === "missing") {
    return {
      kind: "missing",
      what: "ssh-add is missing",
      fix: "Install the OpenSSH client: npm run platform -- doctor",
    };
  }
  if (ended.kind === "ended" && ended.status === 0) {
    return { kind: "keys", count: ended.stdout.split("\n").filter((line) => line.trim() !== "").length };
  }
  if (ended.kind === "ended" && ended.status === 1) {
    return { kind: "empty", what: "the SSH agent has no key", fix: "Add yours: ssh-add ~/.ssh/id_ed25519" };
  }
  return {
    kind: "none",
    what: "no SSH agent answers (SSH_AUTH_SOCK)",
    fix: 'Start one and add your key: eval "$(ssh-agent)" && ssh-add ~/.ssh/id_ed25519',
  };
}
