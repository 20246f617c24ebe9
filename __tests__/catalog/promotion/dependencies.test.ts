import { leftBehind } from "../../../catalog/promotion/dependencies";
import type { ComponentRules } from "../../../config";
import { k3dEnvironment } from "../../helpers/environments";
import { RULES } from "../../config/rules";
import { chosen } from "../example";

const rules: ComponentRules = Object.fromEntries(
  Object.entries(RULES).map(([name, rule]) => [
    name,
    name === "vault" ? { ...rule, variants: { issued: { dependsOn: { "cert-manager": ">=1.21.0" } } } } : rule,
  ]),
);
const at = { file: "environments/production.yaml", line: 9, column: 1 };
const path = ["components", "vault", "version"];
const move = {
  kind: "component",
  name: "vault",
  from: "0.34.0",
  to: "0.34.1",
  at,
  path,
  environments: ["production"],
} as const;

describe("what a promotion would leave behind", () => {
  test.each([
    [["issued"], ["vault needs cert-manager >=1.21.0, and production has v1.20.0."]],
    [[], []],
  ])("is also what the variants %j need", (variants, expected) => {
    const components = { vault: chosen("0.34.0", { variants }), "cert-manager": chosen("v1.20.0") };
    const environments = [{ ...k3dEnvironment(), name: "production", components }];
    const found = leftBehind([move], { rules, environments, source: "staging", versionInSource: () => undefined });
    expect(found.map(({ problem }) => problem.message.replace(/ staging has no.*/, ""))).toEqual(expected);
  });
});
