import { readFileSync } from "node:fs";
import { join } from "node:path";
import { folder, pageNames } from "../../cli/plan/examples/files";
import { findChromium, measure } from "./chromium";

const MISSING = "Chromium is neither on the PATH nor named by CHROMIUM.";

describe("the examples of how plans look, in Chromium", () => {
  const chromium = findChromium();
  if (chromium !== undefined) pagesAreReadable(chromium);
  else if (process.env["CI"]) test("finds Chromium", () => Promise.reject(new Error(MISSING)));
  else test.skip(`is skipped: ${MISSING}`, () => undefined);
});

function pagesAreReadable(chromium: string): void {
  describe.each([390, 1200])("%d pixels wide", (width) => {
    test.each(pageNames)("fit, fold, and only code scrolls: %s", (name) => {
      const page = measure(chromium, readFileSync(join(folder, name), "utf8"), width);
      expect(page).toMatchObject({ contentWidth: page.width, beyond: [], folding: page.folds });
      expect(page.scrolling.filter((tag) => tag !== "pre")).toEqual([]);
      expect(page.folds > 0).toBe(name !== "plan-refused.html"); // It has nothing that could be folded.
    });

    test("warn of losses without a click", () => {
      const page = measure(chromium, readFileSync(join(folder, "plan-loss.html"), "utf8"), width);
      expect(page.caution).toBeGreaterThan(50);
      expect(page.cautionTop).toBeLessThan(200);
    });
  });
}
