import { Clone } from "../../helpers/clone";
import { describeEngines } from "../../helpers/engines";

describeEngines("every stack of the repository", (engine) => {
  const clone = new Clone();
  afterAll(() => {
    clone.dispose();
  });

  test("is valid", () => {
    expect(clone.platform("synth")).toMatchObject({ code: 0, stderr: "" });
    const listed: unknown = JSON.parse(clone.platform("list", "--json").stdout);
    expect(listed).toEqual(expect.arrayContaining([expect.objectContaining({ stack: "staging" })]));
    const stacks = Object.keys(clone.files("cdktf.out")).filter((file) => file.endsWith("cdk.tf.json"));
    expect(stacks.length).toBeGreaterThan(0);
    for (const file of stacks) {
      const folder = clone.path(file.replace(/\/cdk\.tf\.json$/, ""));
      engine.succeed(folder, ["init", "-backend=false", "-input=false", "-no-color"]);
      expect(engine.succeed(folder, ["validate", "-no-color"])).toContain("Success!");
    }
  });
});
