import type { Report } from "../report";
import { codeSpan } from "./escape";
import { plannedIn } from "../verdict";

const ENGINES = { terraform: "Terraform", tofu: "OpenTofu" } as const;

/** Where the plans come from, and what they are recognized by. */
export function footer(report: Report): string[] {
  const { engine, origin } = report;
  const { head, base, runUrl } = origin;
  const facts = [
    `${ENGINES[engine.name]} ${engine.version}`,
    ...(head === undefined ? [] : [`commit ${shortHash(head)}`]),
    ...(base === undefined ? [] : [`compared with ${shortHash(base)}`]),
    ...(runUrl === undefined ? [] : [link("the run", runUrl)]),
  ];
  const digests = plannedIn(report).map(({ stack, digest }) => `${codeSpan(stack)} ${codeSpan(digest)}`);
  return [
    facts.join(" · "),
    ...(digests.length === 0
      ? []
      : [`<details><summary>Digests of these changes</summary>\n\n${digests.join("<br>\n")}\n\n</details>`]),
  ];
}

function shortHash(hash: string): string {
  return codeSpan(hash.slice(0, 9));
}

/** A link only where the address is one that GitHub's own variables make. */
function link(text: string, url: string): string {
  return /^https?:\/\/[\w.:/-]+$/.test(url) ? `[${text}](${url})` : codeSpan(url);
}
