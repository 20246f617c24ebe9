import { objectOf } from "../../../stacks/synthesized-stack";
import { page, tableBelow } from "../../docs/markdown";
import { Clone } from "../../helpers/clone";
import { describeEngines } from "../../helpers/engines";
import { providerSchemas, sensitiveInState } from "./sensitive";

describeEngines("every stack of the repository", (engine) => {
  const clone = new Clone();
  let folders: readonly string[];

  beforeAll(() => {
    // A private repository, whose credential has to pass by the state.
    clone.edit("environments/production.yaml", "kind: eks\n", "kind: eks\ngitops: { credential: token }\n");
    expect(clone.platform("synth")).toMatchObject({ code: 0, stderr: "" });
    folders = Object.keys(clone.files("cdktf.out")).flatMap((file) => /^.*(?=\/cdk\.tf\.json$)/.exec(file) ?? []);
    for (const folder of folders) {
      // Providers show their schemas only where the state can be reached.
      clone.write(`${folder}/state_override.tf.json`, JSON.stringify({ terraform: { backend: { local: {} } } }));
      engine.succeed(clone.path(folder), ["init", "-input=false", "-no-color"]);
    }
  });

  afterAll(() => {
    clone.dispose();
  });

  test("is valid", () => {
    const listed: unknown = JSON.parse(clone.platform("list", "--json").stdout);
    expect(listed).toEqual(expect.arrayContaining([expect.objectContaining({ stack: "staging" })]));
    expect(folders.length).toBeGreaterThan(0);
    for (const folder of folders) {
      expect(engine.succeed(clone.path(folder), ["validate", "-no-color"])).toContain("Success!");
    }
  });

  test("has no value in its state that providers call sensitive, but those that docs/secrets-in-state.md explains", () => {
    const found = folders.flatMap((folder) => {
      const printed = engine.succeed(clone.path(folder), ["providers", "schema", "-json"]);
      const json = objectOf(JSON.parse(clone.read(`${folder}/cdk.tf.json`)));
      return sensitiveInState(json, providerSchemas.parse(JSON.parse(printed)));
    });
    const explained = tableBelow(page("docs/secrets-in-state.md"), "## What providers call sensitive");
    expect(explained.map(([name]) => name)).toEqual([...new Set(found)].sort().map((name) => `\`${name}\``));
  });
});
