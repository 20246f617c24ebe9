import { imageLifecycle } from "../../../../constructs/aws/data/image-lifecycle";

describe("imageLifecycle", () => {
  test("expires untagged images first, then what is more than enough of each tag, whatever the order in the file", () => {
    const policy = {
      rules: [
        {
          rulePriority: 1,
          description: "untagged images go after 14 days",
          selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 },
          action: { type: "expire" },
        },
        {
          rulePriority: 2,
          description: "the last 5 images tagged main-* stay",
          selection: {
            tagStatus: "tagged",
            tagPrefixList: ["main-"],
            countType: "imageCountMoreThan",
            countNumber: 5,
          },
          action: { type: "expire" },
        },
        {
          rulePriority: 3,
          description: "the last 20 images tagged pr-* stay",
          selection: { tagStatus: "tagged", tagPrefixList: ["pr-"], countType: "imageCountMoreThan", countNumber: 20 },
          action: { type: "expire" },
        },
      ],
    };
    expect(JSON.parse(imageLifecycle({ untaggedDays: 14, keep: { "pr-": 20, "main-": 5 } }))).toEqual(policy);
    expect(JSON.parse(imageLifecycle({ untaggedDays: 14, keep: { "main-": 5, "pr-": 20 } }))).toEqual(policy);
  });

  test("leaves tagged images alone unless told", () => {
    expect(JSON.parse(imageLifecycle({ untaggedDays: 1 }))).toMatchObject({
      rules: [{ selection: { tagStatus: "untagged" } }],
    });
  });

  test("refuses a count that keeps nothing", () => {
    expect(() => imageLifecycle({ untaggedDays: 0 })).toThrow("untaggedDays: 0 must be a whole number, 1 or more.");
    expect(() => imageLifecycle({ untaggedDays: 1, keep: { "pr-": 0 } })).toThrow(
      "keep.pr-: 0 must be a whole number, 1 or more.",
    );
  });
});
