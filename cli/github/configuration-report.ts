import { environmentNamedBy } from "../../config/folder";
import { check } from "../../main";
import { currentProtection } from "../../stacks/protection-check";
import { SynthesizedStack } from "../../stacks/synthesized-stack";
import { configurationPlan } from "../affected/configuration";
import { environmentOf } from "../admit/affected";
import { readFolder } from "../admit/read-folder";
import type { Context } from "../context";
import { Failure } from "../failure";
import { changesAnything } from "../plan/counts";
import type { StackPlan } from "../plan/model";
import { environmentSecrets, redactorOf, redactPlan } from "../plan/redact";
import type { Report, StackReport } from "../plan/report";
import { stackFacts } from "../plan/stack-facts";
import { originOf } from "../planning/origin";
import { readableWords } from "../planning/readable";

/**
 * How stacks that were handed over differ from those that this checkout makes itself, as a report without a plan: for a
 * pull request beside which no credential may be. What is in the folder is read as text, and never run.
 */
export function configurationReport({ root, env }: Pick<Context, "root" | "env">, folder: string): Report {
  const handedOver = readFolder(folder);
  if (!("stacks" in handedOver)) throw new Failure(handedOver.join("\n"));
  const outcome = check(root);
  if (!outcome.ok) throw new Failure(`The base branch itself does not synthesize:\n${outcome.messages.join("\n")}`);
  const { platform, synthesis } = outcome;
  synthesis.discard();
  const environments = platform.environments.map(({ name }) => name);
  const redactor = redactorOf(environmentSecrets(env), { readable: readableWords(platform) });
  const protectedAddresses = currentProtection(synthesis);
  const heads = handedOver.stacks.map(
    ({ name, json }) => new SynthesizedStack(name, JSON.stringify(json), handedOver.dependencies.get(name)),
  );
  const names = [...new Set([...heads, ...synthesis.stacks].map(({ name }) => name))];
  const stacks = names.flatMap((name): readonly StackReport[] => {
    const find = (all: readonly SynthesizedStack[]) => all.find((stack) => stack.name === name);
    const [base, head] = [find(synthesis.stacks), find(heads)];
    const environment =
      environmentOf(name, synthesis.stacks, environments) ?? (base ? undefined : environmentNamedBy(name));
    const facts = stackFacts({ name, environment, dependencies: (head ?? base)?.dependencies ?? [] });
    if (head === undefined) return [{ ...facts, status: "removed" }];
    const plan = configurationPlan(base, head, protectedAddresses[name]);
    if (base !== undefined && !isDifferent(plan)) return [];
    return [
      {
        ...facts,
        status: "planned",
        ...(base === undefined && { isNew: true }),
        plan: redactPlan(plan, redactor),
        digest: "",
        hashes: {},
        warnings: [],
        findings: [],
      },
    ];
  });
  return { version: 1, origin: originOf(env), stacks };
}

function isDifferent(plan: StackPlan): boolean {
  return changesAnything(plan) || plan.resources.length > 0;
}
