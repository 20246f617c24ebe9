import { byHarm, meaningOf } from "../../../cli/plan/actions";
import type { ResourceChange } from "../../../cli/plan/model";

describe("the actions of plan JSON", () => {
  test.each([
    [["no-op"], { action: "none" }],
    [["create"], { action: "create" }],
    [["read"], { action: "read" }],
    [["update"], { action: "update" }],
    [["delete"], { action: "delete" }],
    [["delete", "create"], { action: "replace", replacing: "delete-first" }],
    [["create", "delete"], { action: "replace", replacing: "create-first" }],
    [["create", "forget"], { action: "replace", replacing: "forget" }],
    [["forget", "create"], { action: "replace", replacing: "forget" }],
    [["forget"], { action: "forget" }],
    [["open"], { action: "open" }],
  ])("%j mean %j", (actions, meaning) => {
    expect(meaningOf(actions, "aws_vpc.network")).toEqual(meaning);
  });

  test.each([[["destroy"]], [["delete", "update"]], [[]]])(
    "%j are refused, since to guess could hide a loss",
    (actions) => {
      expect(() => meaningOf(actions, "aws_vpc.network")).toThrow(
        `aws_vpc.network: the plan has the actions "${actions.join(", ")}", which this version of the platform doesn't know.`,
      );
    },
  );
});

test("What could hurt most comes first, then what holds data, then by address with numbers as numbers", () => {
  const change = (address: string, action: ResourceChange["action"], holdsData?: true): ResourceChange => ({
    ...{ address, action, type: "x", mode: "managed", attributes: [] },
    ...(holdsData && { holdsData }),
  });
  const changes = [
    change("x.a", "open"),
    change("x.a", "read"),
    change("x.a", "none"),
    change("x.a", "create"),
    change("x.a[10]", "update"),
    change("x.a[9]", "update"),
    change("x.z", "update", true),
    change("x.a", "forget"),
    change("x.a", "replace"),
    change("x.a", "delete"),
    change("x.b", "delete", true),
  ];
  expect(changes.sort(byHarm).map(({ action, address }) => `${action} ${address}`)).toEqual([
    "delete x.b",
    "delete x.a",
    "replace x.a",
    "forget x.a",
    "update x.z",
    "update x.a[9]",
    "update x.a[10]",
    "create x.a",
    "none x.a",
    "read x.a",
    "open x.a",
  ]);
});
