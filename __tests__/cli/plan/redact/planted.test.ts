import fc from "fast-check";
import { collectSecrets, leaks, redactorOf, redactPlan } from "../../../../cli/plan/redact";
import { looksLikeName } from "../../../../cli/plan/redact/names";
import { modelOf } from "../../../../cli/plan/to-model";
import { SynthesizedStack } from "../../../../stacks/synthesized-stack";
import { documents, encodings, escapes } from "./encoders";
import { change, planJson, resource } from "./plans";

const stack = new SynthesizedStack("example", "{}");
const readable = ["example-production", "eu-central-1"];

/** None that looks like a name: as a key of a map it would be no secret. */
const secrets = fc
  .string({ unit: fc.constantFrom(...Array.from("abcXYZ0189-")), minLength: 10, maxLength: 40 })
  .filter((text) => !looksLikeName(text));
const written = fc.constantFrom(
  ...Object.values({ none: (text: string) => text, ...escapes, ...encodings, ...documents }),
);

/** Places where a plan says that a value is a secret. */
const marks: Readonly<Record<string, (secret: string) => Parameters<typeof planJson>[0]>> = {
  "a sensitive variable": (secret) => ({
    variables: { v: { value: { deep: [secret] } } },
    configuration: { root_module: { variables: { v: { sensitive: true } } } },
  }),
  "a whole value before": (secret) => marked({ before: { x: [secret] }, before_sensitive: true }),
  "a leaf after": (secret) => marked({ after: { x: [1, secret] }, after_sensitive: { x: [false, true] } }),
  "a key of a sensitive map": (secret) => marked({ after: { x: { [secret]: 1 } }, after_sensitive: { x: true } }),
  "a leaf of a JSON document": (secret) =>
    marked({ after: { x: JSON.stringify({ y: [secret] }) }, after_sensitive: { x: true } }),
  "a sensitive output": (secret) => ({ output_changes: { o: change({ after: secret, after_sensitive: true }) } }),
  "a resource in the state": (secret) => ({
    prior_state: { values: { root_module: { resources: [{ values: { x: secret }, sensitive_values: { x: true } }] } } },
  }),
  "an output to be": (secret) => ({ planned_values: { outputs: { o: { sensitive: true, value: [secret] } } } }),
};

function marked(parts: Parameters<typeof resource>[0]) {
  return { resource_drift: [{ ...resource(parts), address: "terraform_data.marked" }] };
}

/** A plan that repeats a text wherever nothing is marked. */
function mirrors(text: string) {
  const value = {
    output: text,
    list: ["a", text],
    map: { [text]: { deep: text } },
    document: JSON.stringify({ [text]: [text, 1] }),
  };
  return planJson({
    resource_changes: [
      { ...resource({ before: { output: "x" }, after: value }), address: `terraform_data.a[${JSON.stringify(text)}]` },
      {
        ...resource({ actions: ["delete"], before: value }),
        previous_address: `terraform_data.b[${JSON.stringify(text)}]`,
      },
      resource({ actions: ["no-op"], importing: { id: text } }),
    ],
    resource_drift: [resource({ before: value, after: { output: "changed" } })],
    output_changes: {
      o: change({ actions: ["create"], after: [text, { a: text }] }),
      p: change({ actions: ["create"], after: { [text]: { deep: 1 } } }),
    },
    checks: [
      {
        address: { kind: "check", to_display: `check.c[${JSON.stringify(text)}]` },
        status: "fail",
        instances: [{ address: { to_display: "check.c" }, status: "fail", problems: [{ message: `got ${text}` }] }],
      },
    ],
    deferred_changes: [
      {
        reason: "unknown",
        resource_change: { ...resource({ actions: ["create"] }), address: `a.b[${JSON.stringify(text)}]` },
      },
    ],
  });
}

describe("a secret that a plan marks", () => {
  test.each(Object.entries(marks))("in %s is read nowhere else in it", (_, mark) => {
    fc.assert(
      fc.property(secrets, written, (secret, write) => {
        const mirror = mirrors(`eu-central-1 ${write(secret)} of example-production`);
        const parts = mark(secret);
        const plan = {
          ...mirror,
          ...parts,
          resource_drift: [...mirror.resource_drift, ...(parts?.resource_drift ?? [])],
          output_changes: { ...mirror.output_changes, ...parts?.output_changes },
        };
        const found = collectSecrets(plan);
        const text = JSON.stringify(redactPlan(modelOf(plan, stack), redactorOf(found, { readable })));
        expect(leaks(text, [secret])).toEqual([]);
        expect(text).toContain("(sensitive)");
        for (const word of readable) expect(text).toContain(word);
      }),
      { numRuns: 40 },
    );
  });

  test("is in the model before it is redacted, or this would show nothing", () => {
    expect(leaks(JSON.stringify(modelOf(mirrors("s3cr3t-one"), stack)), ["s3cr3t-one"]).length).toBeGreaterThan(10);
  });
});
