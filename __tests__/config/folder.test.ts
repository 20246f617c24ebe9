import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatProblems } from "../../config";
import { environmentNamedBy } from "../../config/folder";
import { readFailure } from "../../config/read";
import { inRepository, k3s, load, problemsOf } from "./files";

const RIGHT = { "environments/staging.yaml": k3s() };

/** All problems after something was done to a repository that is right. */
function problemsAfter(change: (root: string) => void): string {
  return inRepository(RIGHT, (root) => {
    change(root);
    const result = load(root);
    return result.ok ? "" : formatProblems(result.problems);
  });
}

describe("the files of environments/", () => {
  test.each([
    [
      "a name that ends in .yml",
      "environments/edge.yml",
      "environments/edge.yml  is not read, because its name does not end in .yaml; rename it to edge.yaml.",
    ],
    [
      "a name that ends in .YAML",
      "environments/edge.YAML",
      "environments/edge.YAML  is not read, because its name does not end in .yaml; rename it to edge.yaml.",
    ],
    [
      "a name that is no slug",
      "environments/Edge_1.yaml",
      "environments/Edge_1.yaml  the file's name is not allowed: at most 40 lower-case letters, digits and hyphens, a letter first, no hyphen last.",
    ],
    [
      "a name with a line break",
      "environments/a\nb.yaml",
      "environments/a?b.yaml  the file's name is not allowed: at most 40 lower-case letters, digits and hyphens, a letter first, no hyphen last.",
    ],
    [
      "a profile whose name ends in .yml",
      "environments/profiles/standard.yml",
      "environments/profiles/standard.yml  is not read, because its name does not end in .yaml; rename it to standard.yaml.",
    ],
  ])("say what is wrong about %s", (_, path, message) => {
    expect(problemsOf({ ...RIGHT, [path]: k3s() })).toBe(message);
  });

  test.each([
    ["github", "the organization's GitHub stack has this name"],
    ["production-vault", "names in -vault are those of an environment's further stacks"],
  ])("can't be called %s", (name, reason) => {
    expect(problemsOf({ [`environments/${name}.yaml`]: k3s() })).toBe(
      `environments/${name}.yaml  an environment can't be called "${name}": ${reason}.`,
    );
  });

  test("may stand beside files that are no YAML", () => {
    const others = {
      "environments/README.md": "x",
      "environments/.staging.yaml.swp": "x",
      "environments/protected.json": "{}",
    };
    expect(problemsOf({ ...RIGHT, ...others })).toBe("");
  });

  test("must be there", () => {
    const root = mkdtempSync(join(tmpdir(), "platform-config-"));
    const problems = (): string => {
      const result = load(root);
      return result.ok ? "" : formatProblems(result.problems);
    };
    try {
      expect(problems()).toBe(
        "environments  does not exist. This folder says what there is: put it back, or write environments/organization.yaml and a file for each environment.",
      );
      mkdirSync(join(root, "environments"));
      expect(problems()).toBe(
        [
          "environments  holds no environment; add one as environments/<name>.yaml.",
          "environments/organization.yaml  does not exist. Put it back, or write it with the organization's name and domain, such as { name: example, domain: example.org }.",
        ].join("\n"),
      );
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });

  test("are files, not folders", () => {
    expect(problemsAfter((root) => mkdirSync(join(root, "environments/edge.yaml")))).toBe(
      "environments/edge.yaml  is a folder, not a file.",
    );
    expect(problemsAfter((root) => writeFileSync(join(root, "environments/profiles"), ""))).toBe(
      "environments/profiles  is not a folder.",
    );
  });

  test("are regular files: nothing waits for a pipe to be written", () => {
    const makePipe = (root: string): unknown => execFileSync("mkfifo", [join(root, "environments/edge.yaml")]);
    expect(problemsAfter(makePipe)).toBe("environments/edge.yaml  is not a regular file.");
  });

  test("are no links out of the repository", () => {
    const outside = mkdtempSync(join(tmpdir(), "platform-outside-"));
    try {
      writeFileSync(join(outside, "edge.yaml"), k3s());
      const link = (root: string): void =>
        symlinkSync(join(outside, "edge.yaml"), join(root, "environments/edge.yaml"));
      expect(problemsAfter(link)).toBe(
        "environments/edge.yaml  the file is a link out of the repository, so another clone would not have it; put the file itself here.",
      );
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });

  test("may be links within the repository", () => {
    const link = (root: string): void => {
      renameSync(join(root, "environments/staging.yaml"), join(root, "elsewhere"));
      symlinkSync("../elsewhere", join(root, "environments/staging.yaml"));
    };
    expect(problemsAfter(link)).toBe("");
  });

  test("are no links to nothing or to themselves", () => {
    expect(problemsAfter((root) => symlinkSync("nowhere", join(root, "environments/edge.yaml")))).toBe(
      "environments/edge.yaml  does not exist.",
    );
    expect(problemsAfter((root) => symlinkSync("edge.yaml", join(root, "environments/edge.yaml")))).toBe(
      "environments/edge.yaml  is a link that leads back to itself.",
    );
  });
});

describe("the name of a stack", () => {
  test.each([
    ["production", "production"],
    ["production-data", "production"],
    ["edge-ap-bootstrap", "edge-ap"],
    ["state", undefined],
    ["users", undefined],
  ])("%s says which environment it belongs to: %s", (stack, environment) => {
    expect(environmentNamedBy(stack)).toBe(environment);
  });
});

describe("readFailure", () => {
  test.each([
    ["EACCES", "can't be read: permission denied."],
    ["EIO", "can't be read: EIO."],
  ])("says %s in words", (code, sentence) => {
    expect(readFailure(Object.assign(new Error(), { code }))).toBe(sentence);
  });
});
