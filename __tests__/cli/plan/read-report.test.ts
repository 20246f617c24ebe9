import type { z } from "zod";
import type { Json } from "../../../cli/plan/model";
import { readReport } from "../../../cli/plan/read-report";
import type { Report } from "../../../cli/plan/report";
import type { reportSchema } from "../../../cli/plan/report-schema";
import { World } from "../world/world";
import { failed, planned, reportOf, waiting } from "./reports";

/** Every field of a type with what it may be, as text: `engine.name=tofu`, `stacks.digest=<string>`. */
type Fields<T> = [Json] extends [T]
  ? "=<json>"
  : T extends readonly (infer Element)[]
    ? Fields<Element>
    : T extends object
      ? { [Key in keyof T & string]-?: Field<Key, Fields<T[Key]>> }[keyof T & string]
      : `=${Leaf<T>}`;
type Field<Key extends string, Rest> = Rest extends `=${string}`
  ? `${Key}${Rest}`
  : Rest extends string
    ? `${Key}.${Rest}`
    : never;
type Leaf<T> = T extends string
  ? string extends T
    ? "<string>"
    : T
  : T extends number
    ? number extends T
      ? "<number>"
      : `${T}`
    : `${T & (boolean | null | undefined)}`;

type Read = z.infer<typeof reportSchema>;
// The compiler holds the schema and the type against each other: this does not compile when one has a field, or a word
// that a field may be, more than the other. Assignability alone does not see optional fields.
const same: [Fields<Read>, Fields<Report>] extends [Fields<Report>, Fields<Read>] ? true : false = true;

/** A report with every field there is. */
const full: Report = {
  ...reportOf(
    {
      ...planned("staging", "create"),
      isNew: true,
      plan: {
        resources: [
          {
            address: "aws_s3_bucket.data",
            type: "aws_s3_bucket",
            mode: "managed",
            action: "replace",
            replacing: "create-first",
            reason: "replace_because_tainted",
            previousAddress: "aws_s3_bucket.old",
            importing: { id: "data" },
            deposed: "abcd1234",
            holdsData: true,
            construct: "staging/data",
            attributes: [
              {
                path: ["policy", { document: "json" }, "Statement", 0],
                before: { kind: "value", value: { a: [1, null, true, "x"] } },
                after: { kind: "unknown" },
                forcesReplacement: true,
                only: "order",
              },
              { path: ["key"], after: { kind: "sensitive" } },
            ],
          },
        ],
        unchanged: 3,
        drift: [{ address: "aws_vpc.network", type: "aws_vpc", kind: "vanished", matters: true, attributes: [] }],
        outputs: [{ name: "vpc", action: "update", attributes: [] }],
        checks: [{ address: "check.dns", status: "fail", messages: ["no answer"] }],
        deferred: [
          {
            address: "aws_vpc.b",
            type: "aws_vpc",
            action: "create",
            reason: "provider_config_unknown",
            holdsData: true,
          },
        ],
        complete: false,
      },
      warnings: [{ severity: "warning", summary: "Deprecated", detail: "…", address: "aws_vpc.network" }],
      findings: [{ rule: "r", title: "t", address: "a", found: "f", remedy: "m" }],
    },
    failed("production"),
    waiting("production-bootstrap"),
    { stack: "github", dependencies: [], file: "environments/organization.yaml", status: "stopped" },
    { stack: "edge", environment: "edge", dependencies: [], file: "environments/edge.yaml", status: "removed" },
  ),
  origin: { run: [12, 1], head: "0123abc", base: "4567def", runUrl: "https://github.example/run/1" },
};

describe("readReport", () => {
  let world: World;
  const file = () => `${world.root}/report.json`;
  const write = (value: unknown): void => world.write("report.json", JSON.stringify(value));

  beforeEach(() => {
    world = new World([], {});
  });
  afterEach(() => {
    world.dispose();
  });

  test("reads every field that a report has", () => {
    write(full);
    expect(readReport(file())).toEqual(full);
    expect(same).toBe(true);
  });

  test("says what makes the file", () => {
    expect(() => readReport(file())).toThrow(`There is no ${file()}. Make it with: npm run platform -- plan`);
  });

  test.each([
    [{ ...full, version: 2 }, "2"],
    [{ ...full, version: undefined }, "none"],
  ])("refuses another version", (value, found) => {
    write(value);
    expect(() => readReport(file())).toThrow(
      `${file()}: version: ${found} is not 1. Plan and comment with the same revision of this repository.`,
    );
  });

  test("refuses half a file", () => {
    world.write("report.json", '{"version": 1, "stacks": [');
    expect(() => readReport(file())).toThrow(
      `${file()} is not JSON: it was not written to its end. Make it again: npm run platform -- plan`,
    );
  });

  test("says at once what is wrong with it", () => {
    write({ ...full, engine: { name: "pulumi", version: 1 } });
    expect(() => readReport(file())).toThrow(
      [
        `${file()}: engine.name: Invalid option: expected one of "terraform"|"tofu".`,
        `${file()}: engine.version: Invalid input: expected string, received number.`,
      ].join("\n"),
    );
  });

  test("does not list thousands of problems", () => {
    write({ ...full, stacks: Array.from({ length: 2000 }, () => ({ status: "planned" })) });
    expect(() => readReport(file())).toThrow(/and \d+ more\.$/);
  });
});
