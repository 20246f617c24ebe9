import type { Report } from "../problem";
import { problemAt } from "../problem";
import { entriesAt, find, findKey, textAt } from "../tree";
import type { Drafts } from "./draft";

/** k3d refuses a longer one. */
const MAX_K3D_NAME = 32;

/** What one field of a cluster asks of another. */
export function checkClusters({ drafts }: Drafts, report: Report): void {
  for (const { name, resolved } of drafts) {
    if (resolved === undefined) continue;
    const { tree, complete } = resolved;
    if (textAt(tree, ["kind"])?.value === "k3d" && name.length > MAX_K3D_NAME) {
      const kind = findKey(tree, ["kind"]);
      const message = `the file's name has ${name.length} characters, and that of a k3d cluster at most ${MAX_K3D_NAME}; choose a shorter one.`;
      report(problemAt(kind?.file === tree.at.file ? kind : tree.at, [], message));
    }
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
