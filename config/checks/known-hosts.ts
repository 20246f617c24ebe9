import type { Report } from "../problem";
import { problemAt } from "../problem";
import { find, findKey, textAt } from "../tree";
import type { Drafts } from "./draft";

/** Flux reads a repository by SSH only from a host whose key it was told. */
export function checkKnownHosts({ drafts }: Drafts, report: Report): void {
  for (const { resolved } of drafts) {
    if (resolved === undefined) continue;
    const { tree, complete } = resolved;
    const valueOf = (key: string): string | undefined => textAt(tree, ["gitops", key])?.value;
    if (!complete || valueOf("engine") !== "flux" || valueOf("credential") !== "ssh") continue;
    const host = hostOf(valueOf("repository") ?? "");
    if (host === undefined || host === "github.com" || find(tree, ["gitops", "knownHosts"]) !== undefined) continue;
    const message =
      `is missing: Flux reads from ${host} by SSH and must know its host keys. Write those that ` +
      `"ssh-keyscan ${host}" prints, for example "knownHosts: [${host} ssh-ed25519 AAAA…]", once you have compared them.`;
    report(problemAt(findKey(tree, ["gitops"]) ?? tree.at, ["gitops", "knownHosts"], message));
  }
}

/** The host of an SSH address; nothing for owner/name, which is GitHub's, and for other addresses. */
function hostOf(repository: string): string | undefined {
  return /^(?:ssh:\/\/)?(?:[\w.-]+@)?([\w.-]+)[:/]/.exec(/^ssh:\/\/|^[\w.-]+@/.test(repository) ? repository : "")?.[1];
}
