import type { StackFacts } from "./report";

/** A stack, as far as a report knows one however its plan ended. */
interface Named {
  readonly name: string;
  readonly environment?: string | undefined;
  readonly dependencies: readonly string[];
}

/** What a report says of every stack. */
export function stackFacts({ name, environment, dependencies }: Named): StackFacts {
  return {
    stack: name,
    ...(environment !== undefined && { environment }),
    dependencies,
    file: `environments/${environment ?? "organization"}.yaml`,
  };
}
