import { allows } from "../../../cli/locks/constraint";
import { distrust, mismatches } from "../../../cli/locks/judge";
import { readLock } from "../../../cli/locks/lock-text";
import { requiredProviders } from "../../../cli/locks/required";
import { SynthesizedStack } from "../../../stacks/synthesized-stack";
import { lockText, SIMULATED } from "./lock-texts";

describe("a version constraint", () => {
  test.each([
    ["~> 6.25", "6.25.0", true],
    ["~> 6.25", "6.99.1", true],
    ["~> 6.25", "6.24.9", false],
    ["~> 6.25", "7.0.0", false],
    ["~> 0.13", "0.99.0", true],
    ["~> 6.25.1", "6.25.9", true],
    ["~> 6.25.1", "6.26.0", false],
    ["~> 6", "7.0.0", true],
    [">= 3.1, < 4.0", "3.9.0", true],
    [">= 3.1, < 4.0", "4.0.0", false],
    ["3.7.2", "3.7.2", true],
    ["= 3.7.2", "3.7.3", false],
    ["!= 3.7.2", "3.7.2", false],
    ["!= 3.7.2", "3.7.3", true],
    ["> 3", "3.0.1", true],
  ])("%s allows %s: %s", (constraint, version, allowed) => {
    expect(allows(constraint, version)).toBe(allowed);
  });
});

describe("the text of a lock file", () => {
  test("is read provider by provider", () => {
    const locked = readLock(lockText({ aws: "6.25.0", helm: "3.1.1" }));
    expect(locked.map(({ address, version }) => [address, version])).toEqual([
      ["registry.terraform.io/hashicorp/aws", "6.25.0"],
      ["registry.terraform.io/hashicorp/helm", "3.1.1"],
    ]);
    expect(locked[0]?.hashes).toHaveLength(9);
    expect(locked[1]?.text).toMatch(/^provider "registry\.terraform\.io\/hashicorp\/helm" \{\n[^}]*\}\n$/);
  });
});

const stack = (providers: object): SynthesizedStack =>
  new SynthesizedStack("s", JSON.stringify({ terraform: { required_providers: providers } }));
const required = requiredProviders(
  stack({ aws: { source: "aws", version: "~> 6.25" }, cloudflare: { source: "cloudflare/cloudflare" } }),
);

describe("a lock", () => {
  test("fits with what is asked for, of either registry", () => {
    const text = lockText({ aws: "6.26.0", "cloudflare/cloudflare": "5.1.0" });
    expect(mismatches(required, readLock(text))).toEqual([]);
    expect(mismatches(required, readLock(text.replaceAll("registry.terraform.io", "registry.opentofu.org")))).toEqual(
      [],
    );
  });

  test("does not fit for all reasons at once", () => {
    expect(mismatches(required, readLock(lockText({ aws: "6.24.0", helm: "3.1.1" })))).toEqual([
      "hashicorp/aws is 6.24.0, and the stack asks for ~> 6.25",
      "cloudflare/cloudflare is not in it",
      "registry.terraform.io/hashicorp/helm is in it, and the stack has no use for it",
    ]);
  });

  test("for both engines at once fits neither", () => {
    const text = lockText({ aws: "6.26.0", "cloudflare/cloudflare": "5.1.0" });
    const both = text + text.replaceAll("registry.terraform.io", "registry.opentofu.org");
    expect(mismatches(required, readLock(both))[0]).toBe(
      "hashicorp/aws is in it for Terraform and for OpenTofu, and neither takes that",
    );
  });

  test("is trusted when a registry signs for it and every platform has a checksum", () => {
    expect(distrust(readLock(lockText({ aws: "6.25.0" })))).toEqual([]);
  });

  test.each([
    [
      "made from a mirror",
      SIMULATED,
      "registry.terraform.io/hashicorp/random has no checksums that a registry signs for",
    ],
    [
      "of one platform",
      lockText({ aws: "6.25.0" }).replaceAll(/ +"h1:[^1].*\n/g, ""),
      "registry.terraform.io/hashicorp/aws lacks the checksum of a platform",
    ],
    [
      "that says one checksum four times",
      lockText({ aws: "6.25.0" }).replaceAll(/h1:[0-9]/g, "h1:1"),
      "registry.terraform.io/hashicorp/aws lacks the checksum of a platform",
    ],
  ])("is not trusted when it is one %s", (_, text, problem) => {
    expect(distrust(readLock(text))).toEqual([problem]);
  });
});
