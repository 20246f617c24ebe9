import { parse } from "yaml";
import { z } from "zod";
import { atlantis } from "../../catalog/components/atlantis";
import { repoConfig } from "../../catalog/components/atlantis/repos";
import { configure } from "../catalog/components/surroundings";
import { page } from "./markdown";

const guide = "docs/guides/atlantis.md";
const repositories = ["github.com/example/platform"];

/** The YAML of the guide whose first line is this comment, read. */
function example(name: string): Readonly<Record<string, unknown>> {
  const blocks = [...page(guide).text.matchAll(/^( *)```yaml\n([\s\S]*?)^ *```$/gm)].map(([, indent = "", text = ""]) =>
    text.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  );
  const found = blocks.find((block) => block.startsWith(`# ${name}\n`));
  if (found === undefined) throw new Error(`${guide} has no ${name}.`);
  return z.record(z.string(), z.unknown()).parse(parse(found));
}

const flag = (value: unknown): string => String(z.boolean().parse(value));

describe("docs/guides/atlantis.md", () => {
  test("has the repos.yaml that the catalog's component has", () => {
    const { metrics: _, ...rest } = z.record(z.string(), z.unknown()).parse(JSON.parse(repoConfig(repositories)));
    expect(example("repos.yaml")).toEqual(rest);
  });

  test("has the settings that the catalog's component has", () => {
    const teams = { plan: "developers", apply: "platform-team" };
    const image = "ghcr.io/example/atlantis:0.46.0-1";
    const { values } = configure(atlantis, { repositories, image, githubUser: "example-bot", teams });
    const settings = Object.entries(z.record(z.string(), z.string()).parse(values["environment"]))
      .filter(([name]) => name.startsWith("ATLANTIS_"))
      .map(([name, value]) => [name.replace("ATLANTIS_", "").toLowerCase().replaceAll("_", "-"), value]);
    const written = Object.entries(example("config.yaml")).map(([name, value]) => [name, String(value)]);
    expect(Object.fromEntries(written)).toEqual({
      "repo-allowlist": repositories.join(","),
      "repo-config": "/etc/atlantis/repos.yaml",
      "allow-fork-prs": flag(values["allowForkPRs"]),
      "allow-draft-prs": flag(values["allowDraftPRs"]),
      "hide-prev-plan-comments": flag(values["hidePrevPlanComments"]),
      ...z.record(z.string(), z.string()).parse(Object.fromEntries(settings)),
    });
  });

  test("tells of every setting that the server would go wrong without", () => {
    const told = [...page(guide).text.matchAll(/^ +\| `([a-z-]+)(?:: \w+)?` \|/gm)].map(([, name]) => name);
    expect(Object.keys(example("config.yaml"))).toEqual(expect.arrayContaining(told));
    expect(told.length).toBeGreaterThan(8);
  });
});
