import { STANDARD_SUPPORT, versionProblem } from "../../../../constructs/aws/eks/versions";

test.each(Object.keys(STANDARD_SUPPORT))("EKS %s is fine", (version) => {
  expect(versionProblem(version)).toBeUndefined();
});

test.each(["1.33", "1.37", "1.22", "1.35.4", "v1.35", "latest", "toString"])(
  "EKS %s is refused with what there is",
  (version) => {
    expect(versionProblem(version)).toBe(`"${version}" is not in EKS's standard support; one of 1.34, 1.35, 1.36.`);
  },
);
