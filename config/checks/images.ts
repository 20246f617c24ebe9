import type { Report } from "../problem";
import { problemAt } from "../problem";
import { entriesAt, find, formatPath, textAt } from "../tree";
import type { Drafts } from "./draft";

/** Flux finds the tag that it writes by a comment at the end of its line; an image that nobody automates has none. */
export function checkImages({ drafts, lineAt }: Drafts, report: Report): void {
  for (const { resolved } of drafts) {
    if (resolved === undefined) continue;
    const { tree } = resolved;
    const engine = textAt(tree, ["gitops", "engine"])?.value;
    const policies = new Map<string, string>();
    for (const [application] of entriesAt(tree, ["applications"])) {
      for (const [image] of entriesAt(tree, ["applications", application, "images"])) {
        const path = ["applications", application, "images", image];
        const policy = find(tree, [...path, "policy"]);
        if (policy === undefined) continue;
        if (engine === "argocd") {
          const message =
            "asks for Flux's image automation, and gitops.engine is argocd here. Delete it, and promote the tag.";
          report(problemAt(policy.at, [...path, "policy"], message));
        }
        if (engine !== "flux") continue;
        const name = policyName(application, image);
        const other = policies.get(name);
        if (other !== undefined) {
          const message = `would be the image policy "${name}", and so is that of ${other}; call one of these images otherwise.`;
          report(problemAt(policy.at, [...path, "policy"], message));
        }
        policies.set(name, other ?? formatPath(path));
        const tag = textAt(tree, [...path, "tag"]);
        if (tag === undefined) continue;
        const marker = imageMarker(application, image);
        const line = lineAt(tag.at).trim();
        if (/^tag: [^\s#]+ +#/.test(line) && line.endsWith(marker)) continue;
        const message =
          `Flux writes this tag, and finds it by the comment on its line. ` +
          `Write it on a line of its own: tag: ${tag.source} ${marker}`;
        report(problemAt(tag.at, [...path, "tag"], message));
      }
    }
  }
}

/** The comment by which Flux finds the tag of an application's image. */
export function imageMarker(application: string, image: string): string {
  return `# ${imageSetter(application, image)}`;
}

/** What that comment says. */
export function imageSetter(application: string, image: string): string {
  return `{"$imagepolicy": "flux-system:${policyName(application, image)}:tag"}`;
}

/** What Flux's policy of an application's image is called. */
export function policyName(application: string, image: string): string {
  return `${application}-${image}`;
}
