import { parseDate } from "../../cli/commands/validate";
import { validate } from "../../cli/validate";
import { Clone } from "../helpers/clone";

const exception = 'exceptions:\n  K3S-01: { reason: "shrinking", expires: "2026-03-31" }\n';

describe("validate", () => {
  const clone = new Clone(["environments"]);
  afterAll(() => {
    clone.dispose();
  });

  test("is content with what is fine, and writes nothing", () => {
    expect(validate(clone.root, "2026-03-05")).toEqual({ ok: true, messages: [], stacks: 2, environments: 2 });
    expect(clone.has("cdktf.out")).toBe(false);
  });

  test("warns of an exception 30 days before it ends, and fails when it has", () => {
    clone.write("environments/staging.yaml", clone.read("environments/staging.yaml") + exception);
    expect(validate(clone.root, "2026-03-05")).toMatchObject({
      ok: true,
      messages: ["Soon: environments/staging.yaml  exceptions.K3S-01: expires 2026-03-31 (shrinking)."],
    });
    expect(validate(clone.root, "2026-04-01")).toMatchObject({
      ok: false,
      messages: [
        "environments/staging.yaml  exceptions.K3S-01: expired 2026-03-31 (shrinking). Mend what it excuses, or agree on a new date.",
      ],
    });
  });

  test("says everything that synthesis would", () => {
    clone.write("environments/protected.json", "{}\n");
    const { ok, messages } = validate(clone.root, "2026-03-05");
    expect(ok).toBe(false);
    expect(messages).toHaveLength(3);
  });

  test.each(["tomorrow", "2026-1-1", "2026-13-01", ""])("refuses %j as a date", (text) => {
    expect(() => parseDate(text)).toThrow("A date is written YYYY-MM-DD.");
  });
});
