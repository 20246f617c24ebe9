import { resolve } from "node:path";
import { planPromotion } from "../../../catalog/promotion/plan";
import { readSources } from "../../../config/edit";
import { CATALOG_RULES, loadPlatform } from "../../../stacks/load-platform";

const ROOT = resolve(__dirname, "../../..");

function notesOf(from: string, to: string, names: readonly string[] = []) {
  const loaded = loadPlatform(ROOT);
  if (!loaded.ok) throw new Error("the repository's own environments are wrong: npm run platform -- validate");
  const context = { platform: loaded.platform, sources: readSources(ROOT), rules: CATALOG_RULES };
  return planPromotion(context, { from, to, names, allowDowngrade: false, withDependencies: false });
}

describe("what a cluster runs on", () => {
  test("is missed by nobody whose cluster is of another kind, such as k3s on EKS", () => {
    expect(JSON.stringify(notesOf("staging", "production"))).not.toMatch(/\bk3s\b/);
  });

  test("is missed as little where it is EKS, with its add-ons", () => {
    const plan = notesOf("production", "edge");
    expect(plan).toMatchObject({ ok: true, notes: [expect.stringContaining("vault")] });
    expect(JSON.stringify(plan)).not.toMatch(/\beks\b|coredns/);
  });

  test("goes to no cluster of another kind, also when it is asked for", () => {
    expect(notesOf("production", "edge", ["eks"])).toMatchObject({
      ok: false,
      problems: [expect.objectContaining({ message: "is not in edge: add it there first." })],
    });
  });
});
