/** A statement of an IAM policy. */
export interface Statement {
  /** Letters and digits. */
  readonly sid: string;
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny";
  /** Who may: of a policy on a resource or of a trust, never of a role's own policy. */
  readonly principals?: "*" | Readonly<Partial<Record<"AWS" | "Service" | "Federated", readonly string[]>>>;
  readonly actions: readonly string[];
  /** ARNs; none in a trust. */
  readonly resources?: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/**
 * An IAM policy as JSON, in the order and form in which IAM gives it back: a list of one stays a list. Text, not a data
 * source: a plan then shows what changes in it, and nothing is read to make it.
 */
export function policyDocument(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements.map(statementJson) });
}

function statementJson({ sid, effect = "Allow", principals, actions, resources, conditions }: Statement): object {
  if (!/^[A-Za-z0-9]+$/.test(sid)) throw new Error(`Policy statement "${sid}": a Sid has letters and digits only.`);
  return {
    Sid: sid,
    Effect: effect,
    ...(principals === undefined ? {} : { Principal: principals }),
    Action: actions,
    ...(resources === undefined ? {} : { Resource: resources }),
    ...(conditions === undefined ? {} : { Condition: conditions }),
  };
}
