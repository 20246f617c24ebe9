import type { Report } from "../problem";
import { problemAt } from "../problem";
import { entriesAt, find, findKey, textAt } from "../tree";
import type { Drafts } from "./draft";

/** What one field of a cluster asks of another. */
export function checkClusters({ drafts }: Drafts, report: Report): void {
  for (const { resolved } of drafts) {
    if (resolved === undefined) continue;
    const { tree, complete } = resolved;
    const servers = entriesAt(tree, ["cluster", "servers"]).length;
    if (complete && servers >= 3 && find(tree, ["cluster", "endpoint"]) === undefined) {
      const domain = textAt(tree, ["domain"])?.value ?? "example.org";
      const message =
        `is missing. With ${servers} servers, agents and people need one name or address for all of them ` +
        `(DNS, load balancer or virtual IP): one server's own would take the API down with that server. ` +
        `Write for example "endpoint: k3s.${domain}".`;
      report(problemAt(findKey(tree, ["cluster"]) ?? tree.at, ["cluster", "endpoint"], message));
    }
    const mirror = textAt(tree, ["cluster", "mirror"]);
    if (complete && mirror?.value.startsWith("http://") && entriesAt(tree, ["cluster", "checksums"]).length === 0) {
      const message =
        `"${mirror.value}" is not encrypted, so anybody on the way could change the binary: ` +
        `write the checksums of the k3s binary under cluster.checksums, or use https://.`;
      report(problemAt(mirror.at, ["cluster", "mirror"], message));
    }
  }
}
