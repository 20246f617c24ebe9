import { Clone } from "../helpers/clone";
import { buildProgram } from "../../cli/main";
import { commands } from "../../cli/commands";

describe("platform", () => {
  test("shows every command and the exit codes", () => {
    const help = buildProgram([], () => undefined).helpInformation();
    for (const [name, description] of Object.entries(commands)) {
      expect(help).toMatch(new RegExp(`^ {2}${name} .*`, "m"));
      expect(help.replace(/\s+/g, " ")).toContain(description);
    }
  });

  test.each(Object.keys(commands))("shows an example of %s", (name) => {
    const program = buildProgram(["node", "platform", name], () => undefined);
    let text = "";
    program.commands
      .find((command) => command.name() === name)
      ?.configureOutput({ writeOut: (part) => (text += part) })
      .outputHelp();
    expect(text).toMatch(new RegExp(`npm run (--silent )?(platform -- )?${name}`));
  });

  test("suggests the command that was meant", () => {
    const clone = new Clone();
    const { code, stderr } = clone.platform("validat");
    clone.dispose();
    expect(code).toBe(1);
    expect(stderr).toBe("error: unknown command 'validat'\n(Did you mean validate?)\nTry --help.\n");
  });

  test.each(Object.keys(commands))("states the exit codes of %s, in lines of at most 80 letters", (name) => {
    const program = buildProgram(["node", "platform", name], () => undefined);
    let text = "";
    program.commands
      .find((command) => command.name() === name)
      ?.configureOutput({ writeOut: (part) => (text += part) })
      .outputHelp();
    expect(text).toMatch(/^Exit codes: 0 done, 1 failed(, 2 something is left to do)?\.$/m);
    expect(text.split("\n").filter((line) => line.length > 80 && !line.startsWith("  npm run"))).toEqual([]);
  });

  test("has a version, and help for a command; for one that is unknown, what was meant", () => {
    const clone = new Clone();
    const version = clone.platform("--version");
    const help = clone.platform("help", "list");
    const wrong = clone.platform("help", "lst");
    clone.dispose();
    expect(version).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    expect(help.stdout).toContain("--json");
    expect(wrong).toEqual({
      code: 1,
      stdout: "",
      stderr: "error: unknown command 'lst'\n(Did you mean list?)\nTry --help.\n",
    });
  });

  test("prints problems as JSON, too", () => {
    const clone = new Clone();
    clone.edit("environments/staging.yaml", "version: v1.35.4+k3s1", "version: latest");
    const { code, stdout, stderr } = clone.platform("list", "--json");
    clone.dispose();
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      problems: [{ file: "environments/staging.yaml", path: "cluster.version" }],
    });
  });

  test("says in one line that generated files are as they should be", () => {
    const clone = new Clone();
    const said = ["registry", "schema", "protect"].map((name) => clone.platform(name, "--check"));
    const again = clone.platform("registry");
    clone.dispose();
    expect(said.map(({ code, stdout }) => [code, stdout])).toEqual([
      [0, "registry/environments/ and its picture are up to date.\n"],
      [0, "environments/schema/ is up to date.\n"],
      [0, "environments/protected.json: 17 protected addresses, unchanged.\n"],
    ]);
    expect(again.stdout).toBe("registry/environments/ and its picture are up to date.\n");
  });
});
