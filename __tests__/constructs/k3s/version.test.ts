import { imageTag, parseVersion } from "../../../constructs/k3s/version";

test("a k3s version is taken apart", () => {
  expect(parseVersion("v1.35.4+k3s1")).toEqual({ major: 1, minor: 35, patch: 4, packaging: 1 });
});

test.each(["1.35.4", "v1.35", "v1.35.4", "v1.35.4-k3s1", "latest"])("%s is refused", (text) => {
  expect(() => parseVersion(text)).toThrow(`"${text}" is not a k3s version such as v1.35.4+k3s1.`);
});

test("an image's tag has no plus", () => {
  expect(imageTag("v1.35.4+k3s1")).toBe("v1.35.4-k3s1");
});
