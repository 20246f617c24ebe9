import { lstatSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { gitIn } from "../../../cli/affected/git";
import { topOf } from "../../../cli/affected/same-folders";
import { withWorkTree } from "../../../cli/affected/work-tree";
import { Repository } from "./repository";

describe("the base beside the repository", () => {
  let repository: Repository;
  let first: string;
  beforeEach(() => {
    repository = new Repository({});
    for (const folder of ["code", "files", "other"]) repository.world.write(`${folder}/it.txt`, "first");
    repository.commit();
    first = repository.git("rev-parse", "HEAD");
  });
  afterEach(() => {
    repository.dispose();
  });

  const different = async (): Promise<readonly string[]> =>
    (await topOf(await gitIn(repository.root, repository.env), first)).different;
  const files = [".gitignore", "package-lock.json", "stacks.json"];

  test("needs its files, and no folder that nobody has changed", async () => {
    const { different, same } = await topOf(await gitIn(repository.root, repository.env), first);
    expect({ different, same }).toEqual({ different: files, same: ["cli", "code", "files", "other"] });
  });

  test("has environments of its own always: they may not lead out of it", async () => {
    repository.world.write("environments/staging.yaml", "kind: k3s");
    repository.commit();
    first = repository.git("rev-parse", "HEAD");
    expect(await different()).toContain("environments");
  });

  test.each([
    ["a file was changed", () => repository.world.write("code/it.txt", "second")],
    ["a file is new, and not committed", () => repository.world.write("code/new.txt", "")],
    ["a file is new, and committed", () => [repository.world.write("code/new.txt", ""), repository.commit()]],
    ["a file is gone", () => rmSync(repository.path("code/it.txt"))],
    ["all of it is gone", () => rmSync(repository.path("code"), { recursive: true })],
    ["a file was moved out of it", () => repository.git("mv", "code/it.txt", "moved.txt")],
  ])("needs a folder of its own when %s", async (_, change) => {
    change();
    expect(await different()).toEqual([...files.slice(0, 1), "code", ...files.slice(1)]);
  });

  test("has what the commit has, whether it was checked out or is shared, and leaves the repository as it is", async () => {
    repository.world.write("code/it.txt", "second");
    repository.world.write("code/new.txt", "");
    const place = join(repository.path("tmp"), "base");
    const git = await gitIn(repository.root, repository.env);
    await withWorkTree(git, repository.root, first, place, (app) => {
      expect(
        readdirSync(app)
          .filter((name) => name !== ".git")
          .sort(),
      ).toEqual([...files, "cli", "code", "files", "node_modules", "other"].sort());
      expect(readdirSync(join(app, "code"))).toEqual(["it.txt"]);
      expect(readFileSync(join(app, "code", "it.txt"), "utf8")).toBe("first");
      expect(readFileSync(join(app, "other", "it.txt"), "utf8")).toBe("first");
      expect(lstatSync(join(app, "code")).isSymbolicLink()).toBe(false);
      expect(lstatSync(join(app, "other")).isSymbolicLink()).toBe(true);
      return Promise.resolve();
    });
    expect(readdirSync(repository.path("tmp"))).toEqual([]);
    expect(readFileSync(repository.path("other/it.txt"), "utf8")).toBe("first");
    expect(readFileSync(repository.path("code/it.txt"), "utf8")).toBe("second");
    expect(repository.git("worktree", "list")).not.toContain("base");
  });
});
