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
    expect(text).toMatch(new RegExp(`npm run (platform -- )?${name}`));
  });

  test("suggests the command that was meant", () => {
    const clone = new Clone();
    const { code, stderr } = clone.platform("validat");
    clone.dispose();
    expect(code).toBe(1);
    expect(stderr).toBe("error: unknown command 'validat'\n(Did you mean validate?)\nTry --help.\n");
  });
});
