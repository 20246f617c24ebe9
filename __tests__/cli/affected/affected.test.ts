import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { affectedStacks } from "../../../cli/affected/affected";
import { Repository, type SmallStack } from "./repository";

const never = { asked: new AbortController().signal, insisted: new AbortController().signal };

function small(input: number, more: Partial<SmallStack> = {}): SmallStack {
  return { json: { resource: { terraform_data: { it: { input } } } }, ...more };
}

describe("platform affected", () => {
  let repository: Repository;
  let first: string;
  beforeEach(() => {
    repository = new Repository({
      a: small(1, { environment: "one" }),
      b: small(1, { environment: "one", dependsOn: ["a"] }),
      shared: small(1),
    });
    first = repository.git("rev-parse", "HEAD");
  });
  afterEach(() => {
    const left = repository.leftovers();
    repository.dispose();
    expect(left).toEqual([]);
  });

  test("says that nothing is affected, and ends with 0", async () => {
    repository.world.write("docs/README.md", "words");
    repository.commit();
    expect(await repository.affected("main~1")).toEqual({
      code: 0,
      out: "None of 3 stacks is affected.",
      err: `Compared with ${first}, where HEAD and main~1 part.`,
    });
  });

  test("shows what changed, what comes after it, what is new and what is gone, and ends with 2", async () => {
    repository.stacks({
      b: small(1, { environment: "one", dependsOn: ["a"] }),
      c: small(1, { environment: "two" }),
      a: small(2, { environment: "one" }),
    });
    repository.commit();
    const { code, out } = await repository.affected("main~1");
    expect({ code, out }).toEqual({
      code: 2,
      out: `stack   environment  how        because of
a       one          changed    terraform_data.it
b       one          dependent  a
c       two          new        –
shared  –            removed    –

shared is in no file any more, but its state is still there, and so is all that it describes: nothing destroys it.
If it is to go, destroy it before this is merged, on the commit that still has it:
  git switch --detach ${first.slice(0, 10)}
  npx cdktf destroy shared`,
    });
  });

  test("says once how a whole environment that is gone is destroyed, and no stack of it alone", async () => {
    repository.stacks({ shared: small(1) });
    const { out } = await repository.affected("HEAD");
    expect(out.match(/^.*(?:destroy|switch) .*$/gm)).toEqual([
      expect.stringContaining("If it is to go, destroy it before this is merged"),
      `  git switch --detach ${first.slice(0, 10)}`,
      "  npm run platform -- destroy one --dry-run",
      "  npm run platform -- destroy one",
    ]);
  });

  test("prints the same as a matrix for workflows", async () => {
    repository.stacks({
      a: small(2, { environment: "one" }),
      b: small(1, { environment: "one", dependsOn: ["a"] }),
      c: small(1),
    });
    const head = repository.commit();
    expect(await repository.json("main~1")).toEqual({
      include: [
        { stack: "a", environment: "one", change: "changed", dependencies: [] },
        { stack: "b", environment: "one", change: "dependent", dependencies: ["a"] },
        { stack: "c", environment: null, change: "new", dependencies: [] },
      ],
      removed: [{ stack: "shared", environment: null }],
      everything: null,
      base: first,
      head,
    });
  });

  test("ends with 2 when a stack was removed and nothing else happened", async () => {
    repository.stacks({ a: small(1, { environment: "one" }), b: small(1, { environment: "one", dependsOn: ["a"] }) });
    expect(await repository.affected("HEAD", true)).toMatchObject({ code: 2 });
  });

  test("counts what is not committed, new files included, and then names no commit for it", async () => {
    expect(await repository.json("HEAD")).toMatchObject({ include: [], base: first, head: first });
    repository.stacks({ a: small(2), b: small(1, { dependsOn: ["a"] }), shared: small(1) });
    expect(await repository.json("HEAD")).toMatchObject({ include: [{ stack: "a" }, { stack: "b" }], head: null });
    repository.commit();
    repository.world.write("new.txt", "");
    expect(await repository.json("HEAD")).toMatchObject({ include: [], head: null });
  });

  test("compares with where the branches part, not with what the other one got since", async () => {
    repository.git("switch", "--quiet", "--create", "mine");
    repository.stacks({ a: small(1), b: small(1, { dependsOn: ["a"] }), shared: small(2) });
    repository.commit();
    repository.git("switch", "--quiet", "main");
    repository.stacks({ a: small(3), b: small(3, { dependsOn: ["a"] }), shared: small(1) });
    repository.commit();
    repository.git("switch", "--quiet", "mine");
    expect(await repository.json("main")).toMatchObject({ include: [{ stack: "shared" }], base: first });
  });

  test("gives both revisions of every stack", async () => {
    repository.stacks({ a: small(2), b: small(1, { dependsOn: ["a"] }), c: small(1) });
    const { pairs } = await affectedStacks({ root: repository.root, env: repository.env }, "HEAD", never);
    const input = (json: object | undefined): unknown =>
      json && JSON.parse(/"input":(\d)/.exec(JSON.stringify(json))?.[1] ?? "");
    expect(pairs.map(({ name, base, head }) => [name, input(base?.json), input(head?.json)])).toEqual([
      ["a", 1, 2],
      ["b", 1, 1],
      ["c", undefined, 1],
      ["shared", 1, undefined],
    ]);
  });

  test("finds another lock file of providers", async () => {
    const locked = (hash: string): Readonly<Record<string, SmallStack>> => ({
      a: small(1, { files: { ".terraform.lock.hcl": hash } }),
    });
    repository.stacks(locked("h1:old"));
    repository.commit();
    repository.stacks(locked("h1:new"));
    expect((await repository.affected("HEAD")).out).toContain("a      –            changed  .terraform.lock.hcl");
  });

  test("finds the app in a folder of the repository", async () => {
    mkdirSync(repository.path("platform"));
    for (const file of ["cli", "stacks.json", "node_modules", "package-lock.json"]) {
      renameSync(repository.path(file), repository.path(`platform/${file}`));
    }
    repository.commit();
    repository.world.write("platform/stacks.json", JSON.stringify({ a: small(2) }));
    const { code, out } = await repository.affected("HEAD", true, repository.path("platform"));
    expect({ code, ...JSON.parse(out) }).toMatchObject({ code: 2, include: [{ stack: "a" }], everything: null });
  });

  describe("takes everything as affected, and says why,", () => {
    const all = { include: [{ stack: "a", change: "changed" }, { stack: "b" }, { stack: "shared" }], removed: [] };

    test("when package-lock.json differs", async () => {
      repository.world.write("package-lock.json", '{ "packages": 2 }\n');
      expect(await repository.json("HEAD")).toMatchObject({
        ...all,
        everything: "package-lock.json differs, so the base has other packages",
      });
      const { out } = await repository.affected("HEAD");
      expect(out).toMatch(
        /^Everything is affected, and what was removed is not known: package-lock\.json differs, .*\n\nstack/,
      );
    });

    test("when the base is broken: problems of its files", async () => {
      const problems = [
        { file: "environments/a.yaml", line: 1, column: 2, path: "kind", message: "unknown kind." },
        { message: "something else." },
      ];
      const app = repository.world.read("cli/run.js");
      repository.world.write(
        "cli/run.js",
        `console.log(${JSON.stringify(JSON.stringify({ ok: false, problems }))}); process.exitCode = 1;`,
      );
      repository.commit();
      repository.world.write("cli/run.js", app);
      expect(await repository.json("HEAD")).toMatchObject({
        ...all,
        everything: "the base can't be synthesized:\n  environments/a.yaml:1:2  kind: unknown kind.\n  something else.",
      });
    });

    test.each([
      ["its code fails", 'console.error("no such luck"); process.exit(1);', "no such luck"],
      ["it says nothing", "process.exit(3);", "platform synth ended with 3, and said nothing that is understood here"],
      [
        "it prints something else",
        "console.log('stack  environment');",
        "platform synth ended with 0, and said nothing that is understood here",
      ],
      [
        "it writes its stacks elsewhere",
        `console.log('[{ "stack": "a", "environment": null, "dependsOn": [] }]');`,
        "platform synth wrote no cdk.tf.json of a",
      ],
    ])("when the base is broken: %s", async (_, code, said) => {
      const app = repository.world.read("cli/run.js");
      repository.world.write("cli/run.js", code);
      repository.commit();
      repository.world.write("cli/run.js", app);
      expect(await repository.json("HEAD")).toMatchObject({
        ...all,
        everything: `the base can't be synthesized:\n  ${said}`,
      });
    });

    test("when the base had no such folder", async () => {
      mkdirSync(repository.path("platform"));
      for (const file of ["cli", "stacks.json", "node_modules"]) {
        cpSync(repository.path(file), repository.path(`platform/${file}`), { recursive: true });
      }
      const { out } = await repository.affected("HEAD", true, repository.path("platform"));
      expect(JSON.parse(out)).toMatchObject({
        ...all,
        everything: "the base can't be synthesized:\n  its folder is not there",
      });
    });

    test("when the base had no such app", async () => {
      rmSync(repository.path("cli"), { recursive: true });
      repository.commit();
      repository.git("checkout", "--quiet", first, "--", "cli");
      expect(await repository.json("HEAD")).toMatchObject({
        ...all,
        everything: expect.stringMatching(/^the base can't be synthesized:\n {2}.*Cannot find module/s),
      });
    });
  });

  test("fails with the messages when the files as they are can't be synthesized", async () => {
    repository.world.write(
      "cli/run.js",
      `console.log(JSON.stringify({ ok: false, problems: [{ message: "staging is wrong." }] })); process.exitCode = 1;`,
    );
    expect(await repository.affected("HEAD")).toEqual({ code: 1, out: "", err: "staging is wrong." });
  });

  describe("fails, and says what to do,", () => {
    test("for a ref that is not there", async () => {
      expect(await repository.affected("mian")).toEqual({
        code: 1,
        out: "",
        err: '--base: there is no commit "mian" in this clone. Did you mean "main"?',
      });
      repository.git("update-ref", "refs/remotes/origin/release", first);
      expect((await repository.affected("release")).err).toBe(
        '--base: there is no commit "release" in this clone. Did you mean "origin/release"?',
      );
    });

    test.each(["--all", "-h", "", "HEAD:stacks.json", "$(touch pwned)"])("for %j, which is no ref", async (ref) => {
      expect((await repository.affected(ref)).err).toMatch(/^--base: there is no commit ".*" in this clone\./);
    });

    test("for a branch that has nothing in common with this one", async () => {
      repository.git("switch", "--quiet", "--orphan", "other");
      repository.git("commit", "--quiet", "--allow-empty", "--message", "other");
      repository.git("switch", "--quiet", "main");
      expect((await repository.affected("other")).err).toBe(
        '--base: HEAD and "other" have no commit in common. Name a branch that this one has grown from.',
      );
    });

    test("in a clone without its history", async () => {
      repository.git("switch", "--quiet", "--create", "mine");
      repository.commit();
      repository.git("switch", "--quiet", "main");
      repository.world.write("new.txt", "");
      repository.commit();
      const clone = repository.path("tmp/clone");
      const from = ["clone", "--quiet", "--depth", "1", "--branch", "mine", `file://${repository.root}`, clone];
      repository.git(...from);
      const deepen =
        "\nThe clone is shallow: it has the newest commits only. Fetch all of them: fetch-depth: 0 at actions/checkout, or git fetch --unshallow.";
      const there = await repository.affected("origin/main", false, clone);
      repository.git("-C", clone, "fetch", "--quiet", "--depth", "1", "origin", "main:main");
      const both = await repository.affected("main", false, clone);
      rmSync(clone, { recursive: true });
      expect([there.err, both.err]).toEqual([
        `--base: there is no commit "origin/main" in this clone.${deepen}`,
        `--base: HEAD and "main" have no commit in common.${deepen}`,
      ]);
    });

    test("outside of a repository, and before the first commit", async () => {
      const folder = mkdtempSync(join(repository.path("tmp"), "elsewhere-"));
      const env = { ...repository.env, GIT_CEILING_DIRECTORIES: repository.path("tmp") };
      const outside = affectedStacks({ root: folder, env }, "main", never);
      await expect(outside).rejects.toThrow(
        /^This is no work tree of a git repository, so there is nothing to compare with\.\ngit says: .*not a git repository/,
      );
      execFileSync("git", ["init", "--quiet", folder], { env });
      const unborn = affectedStacks({ root: folder, env }, "main", never);
      await expect(unborn).rejects.toThrow("HEAD has no commit yet, so there is nothing to compare with.");
      rmSync(folder, { recursive: true });
    });

    test("without git", async () => {
      const nowhere = affectedStacks({ root: repository.root, env: { PATH: "/nowhere" } }, "main", never);
      await expect(nowhere).rejects.toThrow("git is not on the PATH: the revision to compare with is read by it.");
    });

    test("when the base can't be checked out", async () => {
      const blob = repository.git("rev-parse", "HEAD:stacks.json");
      rmSync(repository.path(`.git/objects/${blob.slice(0, 2)}/${blob.slice(2)}`));
      const { code, err } = await repository.affected("HEAD");
      expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/^git can't check [0-9a-f]{40} out:\n./) });
    });
  });

  describe("runs nothing but the synthesis:", () => {
    test("no hook of the repository", async () => {
      repository.world.write("hooks/post-checkout", `#!/bin/sh\ntouch ${repository.path("pwned")}\n`, 0o755);
      repository.commit();
      repository.git("config", "core.hooksPath", repository.path("hooks"));
      await repository.affected("HEAD");
      expect(existsSync(repository.path("pwned"))).toBe(false);
    });

    test("no filter that attributes of the base name", async () => {
      repository.world.write(".gitattributes", "*.json filter=plain\n*.txt filter=odd=name\n");
      repository.world.write("some.txt", "text");
      repository.commit();
      for (const name of ["plain", "odd=name"]) {
        repository.git("config", `filter.${name}.smudge`, `touch ${repository.path("pwned")}; cat`);
        repository.git("config", `filter.${name}.clean`, `touch ${repository.path("pwned")}; cat`);
        repository.git("config", `filter.${name}.required`, "true");
      }
      repository.git("config", "filter.plain.process", `touch ${repository.path("pwned")}`);
      expect(await repository.json("HEAD")).toMatchObject({ include: [], everything: null });
      expect(existsSync(repository.path("pwned"))).toBe(false);
    });

    test("and gives it no credential and no variable of Terraform", async () => {
      const secrets = {
        TF_VAR_token: "hunter2",
        AWS_SECRET_ACCESS_KEY: "hunter2",
        GITHUB_TOKEN: "hunter2",
        NODE_OPTIONS: "",
      };
      const print = `console.error(Object.keys(process.env).sort().join(" ")); process.exitCode = 1;`;
      repository.world.write("cli/run.js", print);
      Object.assign(repository.env, secrets);
      expect((await repository.affected("HEAD")).err).toBe("CDKTF_OUTDIR PATH TEMP TMP TMPDIR");
    });

    test("in this repository, whatever a hook of git that runs it has set", async () => {
      writeFileSync(repository.path("tmp/index"), "");
      Object.assign(repository.env, { GIT_DIR: "/nowhere", GIT_INDEX_FILE: repository.path("tmp/index") });
      const { code } = await repository.affected("HEAD");
      delete repository.env["GIT_DIR"];
      delete repository.env["GIT_INDEX_FILE"];
      rmSync(repository.path("tmp/index"));
      expect(code).toBe(0);
    });
  });

  test("leaves the packages, the output and the work tree as they were", async () => {
    repository.world.write("cdktf.out/manifest.json", "{}");
    repository.stacks({ a: small(2) });
    const before = repository.git("status", "--porcelain");
    await repository.affected("HEAD");
    expect(repository.git("status", "--porcelain")).toBe(before);
    expect(repository.world.read("cdktf.out/manifest.json")).toBe("{}");
    expect(existsSync(repository.path("node_modules/small-package/index.js"))).toBe(true);
  });
});
