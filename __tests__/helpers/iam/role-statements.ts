import { z } from "zod";
import type { Statement } from "../../../constructs/aws/policy-document";
import { objectOf, type JsonObject } from "../../../stacks/synthesized-stack";

const document = z.object({
  Statement: z.array(
    z.object({
      Sid: z.string(),
      Effect: z.enum(["Allow", "Deny"]),
      Action: z.array(z.string()),
      Resource: z.array(z.string()),
      Condition: z.record(z.string(), z.record(z.string(), z.array(z.string()))).optional(),
    }),
  ),
});

/** What a role of a stack may by its own policy and by those of the stack that are attached to it. */
export function statementsOfRole(stack: JsonObject, roleName: string): readonly Statement[] {
  const of = (type: string) => Object.entries(objectOf(objectOf(stack["resource"])[type])).map(withProperties);
  const [role] = of("aws_iam_role").filter(({ properties }) => properties["name"] === roleName);
  if (role === undefined) throw new Error(`The stack has no role ${roleName}.`);
  const reference = `\${aws_iam_role.${role.id}.name}`;
  const attached = of("aws_iam_role_policy_attachment").filter(({ properties }) => properties["role"] === reference);
  const arns = attached.map(({ properties }) => properties["policy_arn"]);
  return [
    ...of("aws_iam_role_policy").filter(({ properties }) => properties["role"] === reference),
    ...of("aws_iam_policy").filter(({ id }) => arns.includes(`\${aws_iam_policy.${id}.arn}`)),
  ].flatMap(({ properties }) => statementsIn(String(properties["policy"])));
}

function withProperties([id, properties]: readonly [string, unknown]) {
  return { id, properties: objectOf(properties) };
}

function statementsIn(text: string): Statement[] {
  return document.parse(JSON.parse(text)).Statement.map(({ Sid, Effect, Action, Resource, Condition }) => ({
    sid: Sid,
    effect: Effect,
    actions: Action,
    resources: Resource,
    ...(Condition === undefined ? {} : { conditions: Condition }),
  }));
}
