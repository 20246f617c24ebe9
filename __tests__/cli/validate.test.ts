import { parseDate } from "../../cli/commands/validate";
import { validate } from "../../cli/validate";
import { Clone } from "../helpers/clone";

const exception = 'exceptions:\n  K3S-01: { reason: "shrinking", expires: "2026-03-31" }\n';

describe("validate", () => {
  const clone = new Clone(["environments", "registry", ".mermaid-diagrams", "atlantis.yaml"]);
  afterAll(() => {
    clone.dispose();
  });

  test("is content with what is fine, and writes nothing", () => {
    expect(validate(clone.root, "2026-03-05")).toEqual({
      ok: true,
      problems: [],
      warnings: [],
      stacks: 8,
      environments: 5,
    });
    expect(clone.has("cdktf.out")).toBe(false);
  });

  test("warns of an exception 30 days before it ends, and fails when it has", () => {
    clone.write("environments/staging.yaml", clone.read("environments/staging.yaml") + exception);
    expect(validate(clone.root, "2026-03-05")).toMatchObject({
      ok: true,
      warnings: ["Soon: environments/staging.yaml  exceptions.K3S-01: expires 2026-03-31 (shrinking)."],
    });
    expect(validate(clone.root, "2026-04-01")).toMatchObject({
      ok: false,
      problems: [
        {
          message:
            "environments/staging.yaml  exceptions.K3S-01: expired 2026-03-31 (shrinking). Mend what it excuses, or agree on a new date.",
        },
      ],
    });
  });

  test("says everything that synthesis would", () => {
    clone.write("environments/protected.json", "{}\n");
    const { ok, problems } = validate(clone.root, "2026-03-05");
    expect(ok).toBe(false);
    expect(problems).toHaveLength(17);
  });

  test("says at once that registry, schemas and protected list are stale, and what to run", () => {
    const stale = new Clone(["environments", "registry", ".mermaid-diagrams", "atlantis.yaml"]);
    stale.remove("registry/environments/staging");
    stale.write("environments/schema/profile.json", "{}\n");
    stale.write("environments/protected.json", "{}\n");
    const messages = validate(stale.root, "2026-03-05").problems.map(({ message }) => message);
    stale.dispose();
    expect(messages).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^registry\/environments\/staging\/.* is missing\.$/),
        expect.stringMatching(
          /^\d+ files of the registry are not what environments\/ makes of them\. Run: npm run platform -- registry$/,
        ),
        "environments/schema/profile.json  is stale. Run: npm run platform -- schema",
        expect.stringMatching(/^environments\/protected\.json .* Run: npm run platform -- protect$/),
      ]),
    );
    expect(messages.filter((message) => message.includes("platform -- registry"))).toHaveLength(1);
  });

  test("says of one stale file of the registry what to run in the same line", () => {
    const stale = new Clone(["environments", "registry", ".mermaid-diagrams", "atlantis.yaml"]);
    stale.write("registry/environments/more.yaml", "");
    const { problems } = validate(stale.root, "2026-03-05");
    stale.dispose();
    expect(problems).toEqual([
      { message: "registry/environments/more.yaml  is left over. Run: npm run platform -- registry" },
    ]);
  });

  test("says that atlantis.yaml is missing, and what to run", () => {
    const without = new Clone(["environments", "registry", ".mermaid-diagrams"]);
    const { problems } = validate(without.root, "2026-03-05");
    without.dispose();
    expect(problems).toEqual([{ message: "atlantis.yaml  is missing. Run: npm run platform -- atlantis" }]);
  });

  test("places the problems of files", () => {
    const wrong = new Clone(["environments", "registry", ".mermaid-diagrams", "atlantis.yaml"]);
    wrong.edit("environments/staging.yaml", "version: v1.35.4+k3s1", "version: latest");
    const { problems } = validate(wrong.root, "2026-03-05");
    wrong.dispose();
    expect(problems).toEqual([
      {
        file: "environments/staging.yaml",
        line: expect.any(Number),
        column: expect.any(Number),
        path: "cluster.version",
        message: expect.stringContaining('"latest" is not an exact k3s version'),
      },
    ]);
  });

  test.each(["tomorrow", "2026-1-1", "2026-13-01", "2026-02-31", ""])("refuses %j as a date", (text) => {
    expect(() => parseDate(text)).toThrow("A date is a day of the calendar, written YYYY-MM-DD.");
  });
});
