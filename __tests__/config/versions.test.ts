import { isPrerelease, isWithin } from "../../config/versions";

test.each([
  ["1.20.0", ">=1.20.0 <2", true],
  ["v1.21.2", ">=1.20.0 <2", true],
  ["1.19.9", ">=1.20.0 <2", false],
  ["2.0.0", ">=1.20.0 <2", false],
  ["1.20.0-rc.1", ">=1.20.0 <2", true],
  ["2.0.0-rc.1", ">=1.20.0 <2", false],
  ["0.1.0-rc.1", "*", true],
  ["main", "*", true],
  ["main", ">=0.0.0", false],
])("whether %s is in the range %s is %s: a pre-release counts as what it leads to", (version, range, expected) => {
  expect(isWithin(version, range)).toBe(expected);
});

test.each([
  ["1.2.0", false],
  ["v1.2.0-rc.1", true],
  ["v1.35.4+k3s1", false],
  ["main-4f3a", false],
])("whether %s is a pre-release is %s", (version, expected) => {
  expect(isPrerelease(version)).toBe(expected);
});
