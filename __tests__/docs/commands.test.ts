import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { commands } from "../../cli/commands";
import { buildProgram } from "../../cli/main";
import { loadPlatform } from "../../stacks/load-platform";
import { pages, root } from "./markdown";

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
const program = buildProgram(["node", "platform", ...Object.keys(commands)], () => undefined);
const options = new Map(
  program.commands.map((command) => [command.name(), command.options.map(({ long }) => long ?? "").concat("--help")]),
);

/** What follows a command up to the end of its line, of the code it stands in, or of its comment. */
const REST = "([^`#\\n|;&]*)";

const workflows = join(".github", "workflows");
const scriptsOfCi = readdirSync(join(root, workflows)).map((name) => join(workflows, name));
const texts = [
  ...pages().map(({ file, text }) => [file, text] as const),
  ...scriptsOfCi.map((file) => [file, readFileSync(join(root, file), "utf8")] as const),
];

describe.each(texts)("%s", (_file, text) => {
  test("names only scripts of package.json", () => {
    const named = [...text.matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  test("names only platform commands that exist, with options that they have", () => {
    const uses = [
      ...text.matchAll(new RegExp(`(?:npm run (?:--silent )?platform --|node cli/run\\.js) ([a-z]+)${REST}`, "g")),
    ];
    const wrong = uses.flatMap(([use, name = "", rest = ""]) => {
      const known = options.get(name);
      if (known === undefined) return [`${use.trim()}: there is no such command`];
      // What stands after -- is another program's.
      const own = rest.split(" -- ")[0] ?? "";
      const unknown = [...own.matchAll(/(?<=\s)--[a-z][a-z-]*/g)].filter(([option]) => !known.includes(option));
      return unknown.map(([option]) => `${use.trim()}: ${option} is no option of it`);
    });
    expect(wrong).toEqual([]);
  });

  test("deploys and destroys only environments that exist", () => {
    const loaded = loadPlatform(root);
    const environments = loaded.ok ? loaded.platform.environments : [];
    const known = environments.flatMap(({ kind, name }) =>
      kind === "eks" ? [name, `${name}-data`, `${name}-bootstrap`] : [name],
    );
    const named = [...text.matchAll(/cdktf (?:deploy|destroy|diff) ([a-z][\w-]*)/g)].map(([, name = ""]) => name);
    // The guide on new environments makes this one; the stack of the states is the organization's.
    expect(named.filter((name) => ![...known, "qa", "state"].includes(name))).toEqual([]);
  });

  test("names the stacks that cdktf wants beside the one that is meant", () => {
    const loaded = loadPlatform(root);
    const clusters = loaded.ok ? loaded.platform.environments.filter(({ kind }) => kind === "eks") : [];
    const uses = [...text.matchAll(new RegExp(`cdktf (deploy|destroy)${REST}`, "g"))];
    const wrong = uses.flatMap(([use, verb, rest = ""]) => {
      const words = rest.trim().split(/\s+/);
      if (words.includes("--ignore-missing-stack-dependencies")) return [];
      return clusters.flatMap(({ name }) => {
        const bootstrap = `${name}-bootstrap`;
        const [meant, beside] = verb === "deploy" ? [bootstrap, name] : [name, bootstrap];
        return words.includes(meant) && !words.includes(beside) ? [`${use.trim()}: without ${beside}`] : [];
      });
    });
    expect(wrong).toEqual([]);
  });
});
