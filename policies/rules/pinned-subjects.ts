import { statementsOf, type Statement } from "../documents";
import type { Rule } from "../rule";

/** IAM-04: GitHub's workflows, and service accounts of clusters (IRSA) alike. What an expression stands for is not asked. */
export const pinnedSubjects: Rule = {
  id: "IAM-04",
  title: "a trust in an identity provider names the audience and the exact subject",
  benchmark: "checkov CKV_AWS_393",
  reason:
    "the provider also signs tokens for others: GitHub for every repository there is, a cluster for every service account in it.",
  remedy:
    'pin both by StringEquals, without wildcards: …:aud to "sts.amazonaws.com", …:sub to "repo:ORG/REPO:environment:NAME" or "system:serviceaccount:NAMESPACE:NAME".',
  check: ({ stack }) =>
    stack.resources.flatMap((resource) =>
      statementsOf(resource)
        .filter(trustsWebIdentity)
        .flatMap((statement) =>
          faults(statement).map((fault) => ({ address: resource.address, found: `${statement.place}: ${fault}.` })),
        ),
    ),
};

function trustsWebIdentity({ denies, federated, actions, notActions }: Statement): boolean {
  if (denies || federated.length === 0) return false;
  return notActions !== undefined || actions.some((action) => /\*|^sts:AssumeRoleWithWebIdentity$/i.test(action));
}

function faults(statement: Statement): string[] {
  const audiences = pinned(statement, ":aud");
  const subjects = pinned(statement, ":sub");
  const findings = audiences.length === 0 ? ["the audience (…:aud) is not pinned by StringEquals"] : [];
  if (subjects.length === 0) findings.push("the subject (…:sub) is not pinned by StringEquals");
  for (const subject of subjects) {
    const written = subject.replaceAll(/\$\{[^}]*\}/g, "");
    if (/[*?]/.test(written)) findings.push(`the subject "${subject}" has a wildcard`);
    else if (written === subject && subject.startsWith("repo:") && !/^repo:[^/:]+\/[^/:]+:./.test(subject)) {
      findings.push(`the subject "${subject}" does not name a repository and what of it`);
    }
  }
  return findings;
}

function pinned({ conditions }: Statement, claim: string): string[] {
  return conditions
    .filter(({ operator, key }) => operator === "StringEquals" && key.toLowerCase().endsWith(claim))
    .flatMap(({ values }) => values);
}
