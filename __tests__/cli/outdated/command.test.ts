import { run } from "../../../cli/commands/outdated";
import type { Context } from "../../../cli/context";
import { FILES } from "../world/files";
import { World } from "../world/world";
import { Internet, json } from "./internet";

const ARGO = "https://argoproj.github.io/argo-helm/index.yaml";
const K3S = "https://api.github.com/repos/k3s-io/k3s/releases?per_page=100";
const release = (tag: string): unknown => ({ tag_name: tag, draft: false, prerelease: false });
const argo = (...versions: readonly string[]): unknown => ({
  entries: { "argo-cd": versions.map((version) => ({ version })) },
});

let world: World;
let internet: Internet;
beforeEach(async () => {
  const sha = "0".repeat(40);
  world = new World([], {
    ...FILES,
    "package.json": '{ "dependencies": { "zod": "4.0.0" } }',
    ".github/workflows/ci.yml": `steps:\n  - uses: actions/checkout@${sha} # v7.0.1\n`,
  });
  internet = new Internet({
    [ARGO]: json(argo("10.1.1", "10.1.2", "10.2.0", "11.0.0")),
    [K3S]: json([release("v1.35.4+k3s1")]),
    "https://registry.npmjs.org/zod": json({ versions: { "4.0.1": {} } }),
    "https://api.github.com/repos/actions/checkout/tags?per_page=100": json([{ name: "v7" }, { name: "v7.0.1" }]),
  });
  await internet.start();
});
afterEach(async () => {
  world.dispose();
  await internet.stop();
});

const outdated = (names: readonly string[] = [], isJson = false) =>
  world.run((context: Context) => run(context, names, isJson, internet.network()));

describe("platform outdated", () => {
  test("lists what is newer, with the newest of each distance, and ends with 2", async () => {
    expect(await outdated()).toEqual({
      code: 2,
      err: "",
      out: `where         name     kind       current  patch   minor   newest
development   argo-cd  component  10.1.1   10.1.2  10.2.0  11.0.0
staging       argo-cd  component  10.1.1   10.1.2  10.2.0  11.0.0
package.json  zod      package    4.0.0    4.0.1   4.0.1   4.0.1`,
    });
  });

  test("looks at one environment alone when it is named", async () => {
    expect((await outdated(["staging"])).out.split("\n")).toHaveLength(2);
    expect(internet.asked.map(({ url }) => url).sort()).toEqual([K3S, ARGO].sort());
    await expect(world.run((context) => run(context, ["stagin"], false, internet.network()))).resolves.toMatchObject({
      code: 1,
      err: 'There is no environment "stagin". Did you mean "staging"? environments/ has development, staging.',
    });
  });

  test("ends with 0 when nothing is newer", async () => {
    internet.pages[ARGO] = json(argo("10.1.1"));
    expect(await outdated(["staging"])).toEqual({ code: 0, err: "", out: "2 versions, and nothing newer." });
  });

  test("ends with 1 when something could not be asked, and shows the rest", async () => {
    internet.pages[K3S] = { status: 500, body: "" };
    const { code, out, err } = await outdated(["staging"]);
    expect({ code, err }).toEqual({ code: 1, err: `${K3S}: answered 500.` });
    expect(out).toContain("11.0.0");
  });

  test("prints JSON for programs", async () => {
    const { code, out } = await outdated(["staging"], true);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      versions: [
        { where: "staging", name: "k3s", outdated: false },
        { where: "staging", name: "argo-cd", patch: "10.1.2", minor: "10.2.0", newest: "11.0.0", outdated: true },
      ],
      errors: [],
    });
  });

  test("takes a pre-release only where the environment allows them", async () => {
    internet.pages[ARGO] = json(argo("10.1.2-rc.1"));
    expect((await outdated(["staging"])).code).toBe(0);
    world.write("environments/staging.yaml", `${FILES["environments/staging.yaml"] ?? ""}prereleases: true\n`);
    expect((await outdated(["staging"])).out).toContain("10.1.2-rc.1");
  });

  test("says what is wrong with the files before it asks anybody", async () => {
    world.write("environments/staging.yaml", "kind: k3s\n");
    expect((await outdated()).err).toMatch(/^environments\/staging\.yaml/);
    expect(internet.asked).toEqual([]);
  });
});
