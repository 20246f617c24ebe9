import type { Report } from "../plan/report";
import { renderComment } from "../plan/markdown/comment";
import { runLink } from "../plan/markdown/footer";
import { changesIn } from "../plan/markdown/rows";
import { verdictOf } from "../plan/verdict";
import { counted } from "../words";

/** An issue, as far as it is looked at here. */
export interface Issue {
  readonly number: number;
  readonly body: string;
  readonly url: string;
}

/** The issues of a repository that this token's account opened. */
export interface Issues {
  readonly open: () => Promise<readonly Issue[]>;
  readonly create: (title: string, body: string) => Promise<Issue>;
  readonly edit: (number: number, body: string) => Promise<void>;
  readonly close: (number: number, comment: string) => Promise<void>;
}

/** What came of an environment's issue. */
export type Told =
  { readonly kind: "opened" | "edited" | "unchanged" | "closed"; readonly url: string } | { readonly kind: "none" };

/**
 * Has one open issue for an environment that is no longer as it is described, and none for one that is. A plan that
 * failed counts as a difference: nobody knows. People find the issue by its title, this by the first line of its text.
 */
export async function tellDrift(issues: Issues, environment: string, report: Report): Promise<Told> {
  const marker = markerOf(environment);
  const own = (await issues.open()).find(({ body }) => body.split(/\r?\n/, 1)[0] === marker);
  const wanted = issueOf(environment, report);
  if (wanted === undefined) {
    if (own === undefined) return { kind: "none" };
    await issues.close(own.number, `\`${environment}\` is as it is described again.`);
    return { kind: "closed", url: own.url };
  }
  const { title, body } = wanted;
  if (own === undefined) return { kind: "opened", url: (await issues.create(title, body)).url };
  if (withoutRun(own.body) === withoutRun(body)) return { kind: "unchanged", url: own.url };
  await issues.edit(own.number, body);
  return { kind: "edited", url: own.url };
}

/** The issue that a report calls for; none where an environment is as it is described. */
export function issueOf(
  environment: string,
  report: Report,
): { readonly title: string; readonly body: string } | undefined {
  if (verdictOf(report) === "none") return undefined;
  const [text = "", ...more] = renderComment(report, { title: `Drift of ${environment}`, remarks: [REMARK] });
  const body = [`${markerOf(environment)}\n${text}`, ...leftOut(more, environment, report)].join("\n\n");
  return { title: `Drift: ${environment}`, body };
}

function markerOf(environment: string): string {
  return `<!-- platform:drift ${environment} -->`;
}

const REMARK =
  "This is what an apply of the main branch would do. Somebody changed the environment by hand, or merged a change that was never applied. Apply it, or describe in the environment's file how it is.";

/** What an issue has no room for, and where it is. */
function leftOut(parts: readonly string[], environment: string, { origin: { runUrl } }: Report): readonly string[] {
  if (parts.length === 0) return [];
  const count = parts.reduce((sum, part) => sum + changesIn(part), 0);
  const places = [`\`npm run platform -- plan ${environment}\``, ...(runUrl === undefined ? [] : [runLink(runUrl)])];
  const rest = count === 0 ? "the rest" : counted(count, "more change");
  return [`**There is no room here for ${rest}.** All of it: ${places.join(", or ")}.`];
}

/** The page of the run differs every night: that alone is no news. */
function withoutRun(body: string): string {
  return body
    .replaceAll("\r\n", "\n")
    .replace(/\[the run\]\([^)]*\)/, "")
    .trimEnd();
}
