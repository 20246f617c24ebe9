import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeFolder } from "../../cli/admit/write-folder";
import { admit } from "../../cli/commands/admit";
import { repository } from "../../cli/repository";
import { check } from "../../main";
import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import { changed } from "./admit/good-stack";
import { World, type Ran } from "./world/world";

const world = new World([], {});
const folder = mkdtempSync(join(tmpdir(), "platform-admit-"));
afterAll(() => {
  world.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const stacks: readonly SynthesizedStack[] = (() => {
  const outcome = check(repository);
  if (!outcome.ok) throw new Error(outcome.messages.join("\n"));
  outcome.synthesis.discard();
  return outcome.synthesis.stacks;
})();

let count = 0;
function handedOver(
  alter: (json: SynthesizedStack["json"], name: string) => SynthesizedStack["json"] = (json) => json,
): string {
  const place = join(folder, `change-${String(++count)}`);
  writeFolder(place, {
    stacks: stacks.map(({ name, json }) => ({ name, json: alter(json, name) })),
    dependencies: new Map(stacks.map(({ name, dependencies }) => [name, dependencies])),
  });
  return place;
}

function run(place: string, options: Parameters<typeof admit>[2]): Promise<Ran> {
  return world.run((context) => Promise.resolve().then(() => admit({ ...context, root: repository }, place, options)));
}

const withFile = (json: SynthesizedStack["json"], name: string) =>
  name === "staging" ? changed(json, [["output", "x"], { value: '${file("/proc/self/environ")}' }]) : json;

describe("platform admit", () => {
  test("admits every stack of this repository against itself, and writes the same stacks", async () => {
    const out = join(folder, "admitted");
    expect(await run(handedOver(), { out })).toEqual({
      code: 0,
      out: "All stacks may be planned. The change affects none.",
      err: "",
    });
    for (const { name, json } of stacks) {
      expect(JSON.parse(readFileSync(join(out, "stacks", name, "cdk.tf.json"), "utf8"))).toEqual(json);
    }
    expect(JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"))).toMatchObject({
      stacks: {
        "production-bootstrap": { dependencies: ["production"], workingDirectory: "stacks/production-bootstrap" },
      },
    });
  });

  test("refuses what reads the runner's files, and writes nothing", async () => {
    const out = join(folder, "refused");
    expect(await run(handedOver(withFile), { out })).toEqual({
      code: 1,
      out: "",
      err: `staging: output.x.value: "\${file(\\"/proc/self/environ\\")}" calls file(), which may read more than what it is given. Make the value in the code that synthesizes the stack.
Nothing of it is planned here: 1 finding.`,
    });
    expect(existsSync(out)).toBe(false);
  });

  test("says the same as JSON", async () => {
    const place = handedOver(withFile);
    writeFileSync(join(place, "stacks/staging/main.tf"), "");
    const { code, out } = await run(place, { json: true });
    expect([code, JSON.parse(out)]).toEqual([
      1,
      {
        ok: false,
        affected: [],
        problems: [{ message: 'staging: "main.tf" may not be there: a stack is handed over as cdk.tf.json alone.' }],
      },
    ]);
  });

  test("names what the change affects, and what comes after that", async () => {
    const grown = (json: SynthesizedStack["json"], name: string) =>
      name === "production" ? changed(json, [["resource", "aws_vpc", "more"], { cidr_block: "10.9.0.0/16" }]) : json;
    const { out } = await run(handedOver(grown), { json: true });
    expect(JSON.parse(out)).toEqual({
      ok: true,
      affected: [
        { stack: "production", environment: "production" },
        { stack: "production-bootstrap", environment: "production" },
      ],
      problems: [],
    });
  });

  test("leaves a folder alone that is there already", async () => {
    const out = join(folder, "there");
    writeFileSync(out, "mine");
    expect(await run(handedOver(), { out })).toMatchObject({
      code: 1,
      err: `${out} is there already: name a folder that is not.`,
    });
    expect(readFileSync(out, "utf8")).toBe("mine");
  });
});
