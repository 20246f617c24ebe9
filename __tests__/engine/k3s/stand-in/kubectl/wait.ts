import { fields, isFields, type KubeObject } from "../kinds";
import { Refusal } from "../output";
import { needState } from "../state";
import type { KubectlArguments } from "./arguments";
import { allOf, namedObjects, needKind, notFound } from "./find";

/** `kubectl wait --for=condition=NAME KIND/NAME`, also `--for=delete` and `--for=create`. */
export async function waitFor(args: KubectlArguments): Promise<number> {
  const wanted = args.value("for") ?? "";
  const match = /^(?:condition=([A-Za-z]+)(?:=(\w+))?|(delete|create))$/.exec(wanted);
  if (match === null) {
    throw new Refusal(`error: unrecognized condition: "${wanted}" (simulated: condition=NAME[=VALUE], delete, create)`);
  }
  const [, condition, value = "True", existence] = match;
  const end = Date.now() + args.seconds("timeout", 30) * 1000;
  for (const [word, name = ""] of namedObjects(args.rest)) {
    const kind = needKind(word, needState());
    for (;;) {
      const all = await allOf(kind, args.namespace, needState());
      const object = all.find((known) => known.metadata.name === name);
      if (
        existence === "delete"
          ? object === undefined
          : object !== undefined && (existence === "create" || holds(object, condition, value))
      ) {
        break;
      }
      if (object === undefined && existence === undefined) {
        throw notFound(kind, name);
      }
      if (Date.now() > end) {
        throw new Refusal(`error: timed out waiting for the condition on ${kind.plural}/${name}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    process.stdout.write(`${kind.kind.toLowerCase()}/${name} condition met\n`);
  }
  return 0;
}

function holds(object: KubeObject, condition: string | undefined, value: string): boolean {
  const conditions = fields(object.status).conditions;
  return (
    Array.isArray(conditions) &&
    conditions.filter(isFields).some((known) => same(known.type, condition) && same(known.status, value))
  );
}

function same(found: unknown, wanted: string | undefined): boolean {
  return typeof found === "string" && found.toLowerCase() === wanted?.toLowerCase();
}
