import { Clone } from "../helpers/clone";

describe("platform synth", () => {
  const one = new Clone();
  const other = new Clone();
  afterAll(() => {
    one.dispose();
    other.dispose();
  });

  test("writes every stack, and ends with a table and the next command", () => {
    const { code, stdout, stderr } = one.platform("synth");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [heading, ...rows] = stdout.trimEnd().split("\n");
    expect(heading).toBe("stack                 environment  resources  backend  depends on");
    expect(rows).toEqual([
      expect.stringMatching(/^state {17}– {12}\d+ +s3 {7}–$/),
      expect.stringMatching(/^development {11}development {2}\d+ +local {4}–$/),
      expect.stringMatching(/^edge-eu {15}edge-eu {6}\d+ +local {4}–$/),
      expect.stringMatching(/^edge-us {15}edge-us {6}\d+ +local {4}–$/),
      expect.stringMatching(/^production-data {7}production {3}\d+ +s3 {7}–$/),
      expect.stringMatching(/^production {12}production {3}\d+ +s3 {7}–$/),
      expect.stringMatching(/^production-bootstrap {2}production {3}\d+ +s3 {7}production$/),
      expect.stringMatching(/^staging {15}staging {6}\d+ +local {4}–$/),
      "",
      "Next: npm run platform -- status development",
      "      npx cdktf deploy development",
    ]);
  });

  test("gives the same bytes in another clone, zone and language, without a PATH, and by the command of cdktf.json", () => {
    const settings = { TZ: "Asia/Tokyo", LANG: "tr_TR.UTF-8", PATH: "/nowhere" };
    const run = other.run(process.execPath, ["-r", "./cli/typescript.js", "main.ts"], settings);
    expect(run).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(other.files("cdktf.out")).toEqual(one.files("cdktf.out"));
    expect(Object.keys(one.files("cdktf.out"))).toHaveLength(9);
    for (const text of Object.values(one.files("cdktf.out"))) expect(text).not.toContain(one.root);
  });

  test("begins with the environment that is promoted to first", () => {
    const third = new Clone();
    third.edit("environments/organization.yaml", "[development, staging, production, edge]", "[staging, development]");
    const { stdout } = third.platform("synth");
    third.dispose();
    expect(stdout).toContain("\nNext: npm run platform -- status staging\n      npx cdktf deploy staging\n");
  });

  test("begins with the first environment of a group, where a group is promoted to first", () => {
    const third = new Clone();
    third.edit(
      "environments/organization.yaml",
      "[development, staging, production, edge]",
      "[edge, development, staging]",
    );
    const { stdout } = third.platform("synth");
    third.dispose();
    expect(stdout).toContain("\nNext: npm run platform -- status edge-eu\n      npx cdktf deploy edge-eu\n");
  });

  test("fails with the messages alone", () => {
    other.edit("environments/staging.yaml", "version: v1.35.4+k3s1", "version: latest");
    const { code, stdout, stderr } = other.platform("synth");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^environments\/staging\.yaml:\d+:\d+ {2}cluster\.version: "latest" is .*\n$/);
  });

  test("shows the trace of a mistake in the code when PLATFORM_DEBUG asks for it", () => {
    one.edit("stacks/environment-props.ts", "  return {", '  throw new Error("no props today");\n  return {');
    const { stderr } = one.run(process.execPath, ["cli/run.js", "synth"], { PLATFORM_DEBUG: "1" });
    expect(stderr).toMatch(/^Error: no props today\n +at .*stacks\/environment-props\.ts:\d+:\d+/);
  });
});
