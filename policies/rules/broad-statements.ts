import { statementsOf, type Statement } from "../documents";
import type { Rule } from "../rule";

/** IAM-02. Statements with a principal are about the resource they are on: `kms:*` of a key's own policy is one key's. */
export const broadStatements: Rule = {
  id: "IAM-02",
  title: "no policy allows all actions of a service on everything",
  benchmark: "checkov CKV_AWS_62, CKV_AWS_63, CKV2_AWS_40",
  reason: "it also allows the actions that nobody thought of, and those that the service gets next year.",
  remedy: "list the actions, and the resources by their ARNs.",
  check: ({ stack }) =>
    stack.resources.flatMap((resource) =>
      statementsOf(resource)
        .filter(({ denies, hasPrincipal }) => !denies && !hasPrincipal)
        .flatMap((statement) => {
          const actions = broadActions(statement);
          const resources = broadResources(statement);
          if (actions === undefined || resources === undefined) return [];
          return [{ address: resource.address, found: `${statement.place}: allows ${actions} on ${resources}.` }];
        }),
    ),
};

function broadActions({ actions, notActions }: Statement): string | undefined {
  if (notActions !== undefined) return `all but ${notActions.join(", ")}`;
  return actions.find((action) => /^(?:[\w-]+:|\*+:)?\*+$/.test(action));
}

/** Everything, or everything of a service: `arn:aws:s3:::*`. */
function broadResources({ resources, notResources }: Statement): string | undefined {
  if (notResources !== undefined) return `all but ${notResources.join(", ")}`;
  return resources.find((resource) => /^(?:arn:[^:]*:[^:]*:[^:]*:[^:]*:)?\*+$/.test(resource));
}
