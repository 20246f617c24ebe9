import {
  block,
  blocks,
  isFalse,
  isTrue,
  isUnset,
  isWorld,
  numberOf,
  refersTo,
  resourcesOf,
  says,
  strings,
  texts,
} from "../../policies/blocks";
import { subject } from "../helpers/subjects";

const vpc = { address: "aws_vpc.main", type: "aws_vpc", name: "main", properties: {} };

describe("blocks of a resource", () => {
  test.each([
    ["an object", { rule: { a: 1 } }, [{ a: 1 }]],
    ["a list", { rule: [{ a: 1 }, { a: 2 }] }, [{ a: 1 }, { a: 2 }]],
    ["the content of a dynamic block", { dynamic: { rule: { for_each: "${x}", content: { a: 1 } } } }, [{ a: 1 }]],
    ["both kinds together", { rule: { a: 1 }, dynamic: [{ rule: [{ content: [{ a: 2 }] }] }] }, [{ a: 1 }, { a: 2 }]],
    ["nothing", {}, []],
    ["what is no block", { rule: ["text", null, 3, [{ a: 1 }]] }, []],
  ])("are read from %s", (_, properties, expected) => {
    expect(blocks(properties, "rule")).toEqual(expected);
  });

  test("are the first, or an empty one, where there is one at most", () => {
    expect(block({ rule: [{ a: 1 }, { a: 2 }] }, "rule")).toEqual({ a: 1 });
    expect(block({ rule: "${var.rule}" }, "rule")).toEqual({});
  });

  test("are found by the types of their resources, in the order of the stack", () => {
    const { stack } = subject({ resource: { a: { x: {} }, b: { y: {} }, c: { z: {} } } });
    expect(resourcesOf(stack, "c", "a").map(({ address }) => address)).toEqual(["a.x", "c.z"]);
  });
});

describe("values", () => {
  test("are strings, one or a list", () => {
    expect(strings("a")).toEqual(["a"]);
    expect(strings(["a", 1, null, ["b"], "c"])).toEqual(["a", "c"]);
    expect(strings(undefined)).toEqual([]);
  });

  test("are true and false as Terraform takes them, and expressions are neither", () => {
    expect([true, "true", false, "false", 1, "${var.x}", null].map(isTrue)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect([false, "false", true, "true", 0, "${var.x}", null].map(isFalse)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  test("are unset when absent or null only", () => {
    expect([undefined, null, "", 0, false].map(isUnset)).toEqual([true, true, false, false, false]);
  });

  test("are numbers, also as strings", () => {
    expect([7, "30", "", "1.5", "${var.days}", true].map(numberOf)).toEqual([
      7,
      30,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("are told with the name of the argument", () => {
    expect(says("http_tokens", "optional")).toBe('http_tokens is "optional"');
    expect(says("ranges", ["a"])).toBe('ranges is ["a"]');
    expect(says("encrypted", null)).toBe("encrypted is not set");
  });
});

describe("a reference", () => {
  test.each([
    "${aws_vpc.main.id}",
    "${aws_vpc.main[0].id}",
    "${aws_vpc.main[each.key].id}",
    "x-${aws_vpc.main.arn}/*",
    '${join(",", [aws_vpc.main2.id, aws_vpc.main.id])}',
  ])("is %s", (value) => {
    expect(refersTo(value, vpc)).toBe(true);
  });

  test.each([
    "${aws_vpc.main2.id}",
    "${aws_vpc.main-2.id}",
    "${data.aws_vpc.main.id}",
    "${my_aws_vpc.main.id}",
    "aws_vpc.main.id",
    "",
    null,
    ["${aws_vpc.main.id}"],
  ])("is not %j", (value) => {
    expect(refersTo(value, vpc)).toBe(false);
  });
});

describe("a range", () => {
  test.each(["0.0.0.0/0", "::/0", "0:0:0:0:0:0:0:0/0", " 1.2.3.4/00"])("%s is the world", (range) => {
    expect(isWorld(range)).toBe(true);
  });

  test.each(["10.0.0.0/8", "203.0.113.0/30", "::/10", "0.0.0.0", "${var.range}"])("%s is not", (range) => {
    expect(isWorld(range)).toBe(false);
  });
});

test("every text of a value is found, with the way to it", () => {
  expect(texts({ a: "x", b: [{ c: "y" }, 3], d: null })).toEqual([
    { path: ["a"], text: "x" },
    { path: ["b", "0", "c"], text: "y" },
  ]);
});
