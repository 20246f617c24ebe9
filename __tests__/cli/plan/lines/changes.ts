import fc from "fast-check";

const text = fc.oneof(
  fc.string({ maxLength: 600, size: "max" }),
  fc.string({ unit: "binary", maxLength: 300, size: "max" }),
  fc.string({
    unit: fc.constantFrom("a", "b", "\u202e", "\\u202e", "🚀", "\ud83d", "… 50 characters …"),
    maxLength: 300,
    size: "max",
  }),
  fc.string({ maxLength: 3 }),
);

/** Two texts that differ, and often begin and end in the same way. */
export const changedText: fc.Arbitrary<readonly [string, string]> = fc
  .tuple(text, text, text, text)
  .filter(([, was, will]) => was !== will)
  .map(([head, was, will, tail]) => [head + was + tail, head + will + tail]);

/** How much of a value may be shown. */
export const maximum = fc.integer({ min: 40, max: 400 });
