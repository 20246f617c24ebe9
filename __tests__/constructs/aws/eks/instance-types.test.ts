import fc from "fast-check";
import { parseInstanceType } from "../../../../constructs/aws/eks/instance-types";

describe("an instance type", () => {
  test.each([
    ["m7g.large", "arm64", false],
    ["c7gn.16xlarge", "arm64", false],
    ["t4g.nano", "arm64", false],
    ["im4gn.4xlarge", "arm64", false],
    ["is4gen.medium", "arm64", false],
    ["x2gd.metal", "arm64", false],
    ["hpc7g.16xlarge", "arm64", false],
    ["a1.large", "arm64", false],
    ["r8gb.metal-48xl", "arm64", false],
    ["g5g.xlarge", "arm64", true],
    ["p6e-gb200.36xlarge", "arm64", true],
    ["m7i.large", "x86_64", false],
    ["m7a.48xlarge", "x86_64", false],
    ["c8i-flex.large", "x86_64", false],
    ["x2iedn.32xlarge", "x86_64", false],
    ["u7i-12tb.224xlarge", "x86_64", false],
    ["i7ie.metal-24xl", "x86_64", false],
    ["g6e.xlarge", "x86_64", true],
    ["gr6f.4xlarge", "x86_64", true],
    ["p5en.48xlarge", "x86_64", true],
    ["p6-b200.48xlarge", "x86_64", true],
  ] as const)("%s is %s, with a GPU: %s", (name, architecture, gpu) => {
    expect(parseInstanceType(name)).toEqual({ name, architecture, gpu });
  });

  test.each([
    "",
    "m7g",
    "large",
    "m7g.huge",
    "m7gg.large",
    "M7g.large",
    "m.large",
    "7g.large",
    "m7g.large.large",
    "u-6tb1.metal",
  ])("%j is none", (name) => {
    expect(parseInstanceType(name)).toEqual({ problem: `"${name}" is not an EC2 instance type such as m7g.large.` });
  });

  test.each(["trn2.48xlarge", "inf2.xlarge", "f2.6xlarge", "mac2.metal", "vt1.3xlarge", "g4ad.xlarge"])(
    "%s has what no image here drives",
    (name) => {
      expect(parseInstanceType(name)).toEqual({
        problem: `"${name}" is of a family that no AMI type here fits; one of a, c, d, h, hpc, i, im, is, m, r, t, u, x, z, g, gr, p, with NVIDIA GPUs if any.`,
      });
    },
  );

  test("is Arm by the g after its generation alone, wherever that stands among the letters", () => {
    const letters = fc.subarray(["a", "b", "d", "e", "i", "n", "z"]).map((all) => all.join(""));
    const types = fc.record({
      series: fc.constantFrom("c", "m", "r", "t", "i", "x", "g", "p"),
      generation: fc.integer({ min: 2, max: 19 }),
      before: letters,
      graviton: fc.boolean(),
      size: fc.constantFrom("medium", "xlarge", "24xlarge", "metal"),
    });
    fc.assert(
      fc.property(types, ({ series, generation, before, graviton, size }) => {
        const family = `${series}${generation}${before}${graviton ? "g" : ""}`;
        fc.pre(family !== "g4ad");
        expect(parseInstanceType(`${family}.${size}`)).toEqual({
          name: `${family}.${size}`,
          architecture: graviton ? "arm64" : "x86_64",
          gpu: series === "g" || series === "p",
        });
      }),
    );
  });

  test("is told or refused, never thrown at, and never hangs", () => {
    const almost = fc.string({
      unit: fc.constantFrom("m", "g", "7", "n", ".", "-", "x", "large", "xl"),
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.oneof(almost, fc.string()), (text) => {
        const parsed = parseInstanceType(text);
        expect("problem" in parsed ? parsed.problem : parsed.name).toContain(text);
      }),
    );
  });
});
