import { admissionMessages } from "../../../../cli/admit";
import type { NamedStack } from "../../../../cli/admit/subject";
import { fingerprintOf } from "../../../../cli/plan/digest";
import { parsePlan } from "../../../../cli/plan/parse";
import { collectSecrets, redactorOf, redactPlan } from "../../../../cli/plan/redact";
import type { Origin, PlannedStack, Report, StackReport } from "../../../../cli/plan/report";
import { modelOf } from "../../../../cli/plan/to-model";
import { SynthesizedStack } from "../../../../stacks/synthesized-stack";
import { changed, goodStack } from "../../admit/good-stack";
import { fixture, plannedConfiguration } from "../../../fixtures/plans/fixtures";
import { readable } from "../../../fixtures/plans/scenarios/sensitive";

/** A report worth looking at. */
export interface Example {
  /** In the names of its files. */
  readonly name: string;
  readonly about: string;
  readonly report: Report;
}

const origin: Origin = {
  head: "4f2d9a7c51e03b86d7f1a2c3e4b5968770819203",
  base: "9b1c0d2e3f4a5b6c7d8e9f00112233445566778a",
  runUrl: "https://github.com/example/platform/actions/runs/1234567890",
};

/** Plans of real engines, and what comes around them. */
export const examples: readonly Example[] = [
  {
    name: "everyday",
    about: "Everyday changes: documents taken apart, sets without noise, a broken policy, two stacks without a change.",
    report: report(
      planned("staging", "update"),
      planned("staging-bootstrap", "move-update", {
        findings: [
          {
            rule: "tags",
            title: "Everything has an owner",
            address: "vault_mount.secrets",
            found: "no tag owner",
            remedy: "Set owner in the environment file.",
          },
        ],
      }),
      planned("users", "no-changes"),
      planned("github", "no-changes"),
    ),
  },
  {
    name: "loss",
    about: "Something is destroyed and replaced that holds data, and something is forgotten.",
    report: report(
      planned("production", "replace-delete-first"),
      planned("production-data", "delete"),
      planned("production-vault", "forget"),
    ),
  },
  {
    name: "secrets",
    about: "Secrets everywhere, marked and unmarked: none is shown, and the names of environment and region are.",
    report: report(planned("staging", "sensitive")),
  },
  {
    name: "drift",
    about: "The world changed behind Terraform's back, and checks did not pass.",
    report: report(planned("staging", "drift"), planned("edge-eu", "checks"), planned("edge-us", "unknown")),
  },
  {
    name: "refused",
    about: "What a pull request hands over could do harm while it is planned: it is not planned at all.",
    report: {
      version: 1,
      origin,
      refusals: admissionMessages(
        [hostile("production")],
        [{ name: "production", json: goodStack() }],
        () => undefined,
      ),
      stacks: [],
    },
  },
  {
    name: "failed",
    about: "One plan failed, another waits for it, one ended on the way, and somebody stopped before the last.",
    report: report(
      {
        ...facts("production"),
        status: "failed",
        step: "plan",
        diagnostics: [
          {
            severity: "error",
            summary: "No valid credential sources found",
            detail:
              "Please see https://registry.terraform.io/providers/hashicorp/aws for more information about providing credentials.\n\nError: no EC2 IMDS role found, operation error ec2imds: GetMetadata, request canceled, context deadline exceeded",
            address: 'provider["registry.terraform.io/hashicorp/aws"]',
          },
        ],
      },
      { ...facts("production-bootstrap"), status: "waiting", waitsFor: ["production"] },
      planned("edge-eu", "errored"),
      { ...facts("github"), status: "stopped" },
    ),
  },
  { name: "large", about: "Ten thousand changes: the first part of several.", report: report(large()) },
];

/** A stack that reads a file of the machine that plans it, and asks a stranger. */
function hostile(name: string): NamedStack {
  const json = changed(
    goodStack(name),
    [["output", "token"], { value: '${file("/proc/self/environ")}' }],
    [["data", "external", "who"], { program: ["sh", "-c", "env"] }],
    [["provider", "aws"], [{ endpoints: [{ sts: "https://sts.example.com" }] }]],
  );
  return { name, json };
}

function report(...stacks: readonly StackReport[]): Report {
  return {
    version: 1,
    engine: { name: "terraform", version: "1.11.4" },
    origin,
    stacks,
  };
}

function facts(stack: string) {
  const [environment = stack] = stack.split(/-(?:bootstrap|data|vault)$/);
  return { stack, environment, dependencies: [], file: `environments/${environment}.yaml` };
}

/** A plan as `platform plan` keeps it: without its secrets. */
function planned(stack: string, scenario: string, more: Partial<PlannedStack> = {}): PlannedStack {
  return { ...fromJson(stack, fixture("terraform", scenario), plannedConfiguration(scenario)), ...more };
}

function fromJson(stack: string, text: string, configuration: string): PlannedStack {
  const json = parsePlan(text);
  const redactor = redactorOf(collectSecrets(json), { readable: Object.values(readable) });
  const plan = redactPlan(modelOf(json, new SynthesizedStack(stack, configuration)), redactor);
  return { ...facts(stack), status: "planned", plan, ...fingerprintOf(stack, plan), warnings: [], findings: [] };
}

function large(): PlannedStack {
  const at = (index: number, revision: number) => ({ input: { name: `resource-${index}`, revision } });
  const kinds = [
    { name: "created", count: 5_000, actions: ["create"] },
    { name: "updated", count: 3_000, actions: ["update"] },
    { name: "replaced", count: 1_000, actions: ["delete", "create"], replace_paths: [["input", "revision"]] },
    { name: "deleted", count: 1_000, actions: ["delete"] },
  ];
  const changes = kinds.flatMap(({ name, count, ...change }) =>
    Array.from({ length: count }, (_, index) => ({
      ...{ address: `terraform_data.${name}[${index}]`, mode: "managed", type: "terraform_data", name, index },
      change: {
        ...change,
        before: name === "created" ? null : at(index, 1),
        after: name === "deleted" ? null : at(index, 2),
      },
    })),
  );
  return fromJson("staging", JSON.stringify({ format_version: "1.2", resource_changes: changes }), "{}");
}
