import fc from "fast-check";
import { boundTo, fingerprintOf, redactNames } from "../../../cli/plan/digest";
import type { StackPlan } from "../../../cli/plan/model";
import { isObject } from "../../../stacks/synthesized-stack";
import { engines, scenarioNames } from "../../fixtures/plans/fixtures";
import { fixturePlan, planOf } from "./fixture-plans";

const digestOf = (...plan: Parameters<typeof fingerprintOf>): string => fingerprintOf(...plan).digest;

const resource = { address: "a.b", type: "a", mode: "managed", action: "update", attributes: [] } as const;

describe("the digest of a plan", () => {
  test.each(scenarioNames)("is the same for both engines: %s", (scenario) => {
    const [terraform, tofu] = engines.map((engine) => digestOf("staging", fixturePlan(scenario, engine)));
    expect(tofu).toBe(terraform);
    expect(terraform).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test("is the same whatever says nothing about the changes", () => {
    const digest = digestOf("staging", planOf({ resources: [resource] }));
    const others: StackPlan[] = [
      planOf({ resources: [resource], unchanged: 7 }),
      planOf({ resources: [{ ...resource, construct: "staging/b", holdsData: true, reason: "replace_by_request" }] }),
      planOf({ resources: [resource], checks: [{ address: "check.a", status: "fail", messages: [] }] }),
      planOf({
        resources: [resource],
        drift: [{ address: "c.d", type: "c", kind: "vanished", matters: false, attributes: [] }],
      }),
    ];
    for (const other of others) expect(digestOf("staging", other)).toBe(digest);
  });

  test("does not depend on the order in which changes are listed", () => {
    const two = { ...resource, address: "b.c" };
    expect(digestOf("staging", planOf({ resources: [resource, two] }))).toBe(
      digestOf("staging", planOf({ resources: [two, resource] })),
    );
  });

  test("does not depend on what a resource held that goes", () => {
    const gone = (value: string) =>
      planOf({
        resources: [{ ...resource, action: "delete", attributes: [{ path: ["a"], before: { kind: "value", value } }] }],
      });
    expect(digestOf("staging", gone("x"))).toBe(digestOf("staging", gone("y")));
  });

  test("is another for another stack", () => {
    expect(digestOf("staging", planOf())).not.toBe(digestOf("production", planOf()));
  });

  test("is another when a document changes in a way that only its lines show", () => {
    const update = (after: string) =>
      planOf({
        resources: [
          {
            ...resource,
            attributes: [
              { path: ["a"], before: { kind: "value", value: "{}" }, after: { kind: "value", value: after } },
            ],
          },
        ],
      });
    expect(digestOf("staging", update('{"a":1}'))).not.toBe(digestOf("staging", update('{ "a": 1 }')));
  });

  test("counts each of two changes whose keys look alike once a secret was removed from them", () => {
    const key = 'a.b["(sensitive)"]';
    const create = { ...resource, address: key, action: "create" } as const;
    const one = planOf({
      resources: [{ ...create, attributes: [{ path: ["size"], after: { kind: "value", value: 1 } }] }, create],
    });
    const two = planOf({
      resources: [{ ...create, attributes: [{ path: ["size"], after: { kind: "value", value: 2 } }] }, create],
    });
    expect(digestOf("staging", one)).not.toBe(digestOf("staging", two));
    expect(Object.keys(fingerprintOf("staging", one).hashes)).toEqual([key, `${key} (2)`]);
    const reversed = planOf({ resources: [...one.resources].reverse() });
    expect(fingerprintOf("staging", reversed)).toEqual(fingerprintOf("staging", one));
  });

  test("stands beside names that more can be removed from, and that stay apart", () => {
    const hashes = { 'a["(sensitive)"]': "1", 'a["(sensitive)"] (2)': "2", 'a["one"]': "3", "output.one": "4" };
    expect(redactNames(hashes, (name) => name.replace('"one"', '"(sensitive)"'))).toEqual({
      'a["(sensitive)"]': "1",
      'a["(sensitive)"] (2)': "2",
      'a["(sensitive)"] (3)': "3",
      "output.one": "4",
    });
  });

  test("is another as soon as anything changes that a reviewer can see", () => {
    const scenarios = [
      "create",
      "update",
      "replace-delete-first",
      "move-update",
      "import",
      "forget",
      "outputs",
      "unknown",
      "sensitive",
      "deposed",
    ];
    fc.assert(
      fc.property(fc.constantFrom(...scenarios), fc.nat(), (scenario, choice) => {
        const { resources, outputs, ...rest } = fixturePlan(scenario);
        const changes = {
          resources: resources.map(({ construct: _, holdsData: __, reason: ___, ...seen }) =>
            seen.action === "delete" ? { ...seen, attributes: [] } : seen,
          ),
          outputs,
        };
        const changed: StackPlan = JSON.parse(withOtherLeaf(changes, choice), (_, value: unknown) => value);
        expect(digestOf("staging", { ...rest, ...changed })).not.toBe(digestOf("staging", { ...rest, ...changes }));
      }),
      { numRuns: 300 },
    );
  });
});

/** The value as JSON, one of its leaves being another. */
function withOtherLeaf(value: unknown, choice: number): string {
  const count = leaves(value);
  let left = choice % count;
  return JSON.stringify(value, (_, leaf: unknown) => {
    if (isObject(leaf) || Array.isArray(leaf)) return leaf;
    return left-- === 0 ? other(leaf) : leaf;
  });
}

function leaves(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + leaves(one), 0);
  if (isObject(value)) return leaves(Object.values(value));
  return value === undefined ? 0 : 1;
}

function other(leaf: unknown): unknown {
  if (typeof leaf === "string") return `${leaf} `;
  if (typeof leaf === "number") return leaf + 1;
  return leaf === null ? "something" : !leaf;
}

describe("a fingerprint that is bound to a configuration", () => {
  const bound = (json: object) => boundTo(fingerprintOf("staging", planOf()), { ...json });

  test("is another one when something else is configured that no plan shows", () => {
    const [one, other] = ["root", "anybody"].map((who) =>
      bound({ resource: { policy: { input: `\${a.id} for ${who}` } } }),
    );
    expect(one?.digest).not.toBe(other?.digest);
    expect(Object.keys(one?.hashes ?? {})).toEqual(["the stack's configuration"]);
    expect(one?.hashes).not.toEqual(other?.hashes);
  });

  test("is the same whatever the comments are, and the order of keys", () => {
    const one = bound({ "//": { metadata: { version: "1" } }, a: [{ "//": "x", b: 1 }], c: 2 });
    expect(bound({ c: 2, "//": { metadata: { version: "2" } }, a: [{ b: 1 }] })).toEqual(one);
  });
});
