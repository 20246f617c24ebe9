import * as fc from "fast-check";
import { dnsRoleName, podRoleName } from "../../config/aws-role-names";
import { roleArnOf } from "../../constructs/aws/identity/role";

describe("the names of roles on AWS", () => {
  test("say whose they are", () => {
    expect(podRoleName("example-production", "external-dns", "external-dns")).toBe(
      "example-production-external-dns-external-dns",
    );
    expect(dnsRoleName("example-production", "external-dns", "external-dns")).toBe(
      "example-production-external-dns-external-dns-dns",
    );
  });

  test("give every environment roles of its own in a shared account, however long its name is", () => {
    const cluster = fc.stringMatching(/^[a-z][a-z0-9-]{0,80}$/);
    const who = fc.constantFrom("external-dns", "cert-manager");
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(cluster, who), { maxLength: 5, selector: String }), (pods) => {
        const arns = pods.map(([name, component]) =>
          roleArnOf("444455556666", dnsRoleName(name, component, component)),
        );
        expect(new Set(arns).size).toBe(arns.length);
        for (const arn of arns) expect(arn).toMatch(/^arn:aws:iam::444455556666:role\/[a-z0-9-]{1,64}$/);
      }),
    );
  });
});
