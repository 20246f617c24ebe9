import { driftCommand, type Options } from "../../cli/commands/drift";
import type { Report } from "../../cli/plan/report";
import { FakeGitHub, type Answer, type Request } from "./github/fake-github";
import { planned, reportOf } from "./plan/reports";
import { World, type Ran } from "./world/world";

const REPORT = "cdktf.out/plans/report.json";

interface StoredIssue {
  number: number;
  title: string;
  body: string;
  state: string;
  creator: string;
  pull_request?: object;
}

/** The issues of example/platform, in the fake's place. */
class FakeIssues {
  readonly all: StoredIssue[] = [];
  readonly said: string[] = [];

  readonly answer = ({ method, path, body }: Request): Answer | undefined => {
    const { pathname, searchParams } = new URL(path, "http://fake");
    if (!pathname.startsWith("/repos/example/platform/issues")) return undefined;
    const number = Number(/issues\/(\d+)/.exec(pathname)?.[1]);
    const found = this.all.find((issue) => issue.number === number);
    if (method === "GET") return { status: 200, body: this.page(searchParams), headers: this.more(searchParams) };
    if (pathname.endsWith("/comments")) {
      this.said.push(String(body["body"]));
      return { status: 201, body: {} };
    }
    if (method === "POST") return { status: 201, body: json(this.add(String(body["title"]), String(body["body"]))) };
    if (found === undefined) return { status: 404 };
    Object.assign(found, body);
    return { status: 200, body: json(found) };
  };

  add(title: string, body: string, creator = "github-actions[bot]", more: object = {}): StoredIssue {
    const issue = { number: this.all.length + 1, title, body, state: "open", creator, ...more };
    this.all.push(issue);
    return issue;
  }

  get open(): readonly StoredIssue[] {
    return this.all.filter(({ state }) => state === "open");
  }

  private listed(search: URLSearchParams): readonly StoredIssue[] {
    return this.open.filter(({ creator }) => creator === search.get("creator"));
  }

  private page(search: URLSearchParams): unknown {
    const start = (Number(search.get("page")) - 1) * 2;
    return this.listed(search)
      .slice(start, start + 2)
      .map(json);
  }

  private more(search: URLSearchParams): Readonly<Record<string, string>> {
    const left = this.listed(search).length > Number(search.get("page")) * 2;
    return left ? { link: '<http://fake/?page=2>; rel="next"' } : {};
  }
}

function json(issue: StoredIssue): object {
  return { ...issue, html_url: `https://github.example/issues/${String(issue.number)}` };
}

describe("platform drift", () => {
  let github: FakeGitHub;
  let issues: FakeIssues;
  let world: World;

  beforeEach(async () => {
    github = await FakeGitHub.start();
    issues = new FakeIssues();
    github.before = issues.answer;
    world = new World([], {});
  });
  afterEach(async () => {
    await github.stop();
    world.dispose();
  });

  const drift = (
    report: Report,
    more: NodeJS.ProcessEnv = {},
    environment = "staging",
    options: Partial<Options> = {},
  ): Promise<Ran> => {
    world.write(REPORT, JSON.stringify(report));
    const env = {
      ...world.env,
      GITHUB_API_URL: github.api,
      GITHUB_REPOSITORY: "example/platform",
      GITHUB_TOKEN: "secret-token",
      ...more,
    };
    const pace = { second: 1, spaced: false };
    return world.run((context) => driftCommand(context, environment, { report: REPORT, ...options }, pace), { env });
  };
  const differing = reportOf(planned("staging", "update"));
  const same = reportOf(planned("staging"));

  test("opens an issue when an environment is no longer as it is described, and says nothing when it is", async () => {
    expect((await drift(same)).err).toBe("staging is as it is described.");
    expect(issues.all).toEqual([]);
    expect((await drift(differing)).err).toBe("staging differs; opened https://github.example/issues/1");
    expect(issues.open).toMatchObject([{ title: "Drift: staging" }]);
    expect(issues.open[0]?.body).toMatch(/^<!-- platform:drift staging -->\n### Drift of staging: 1 to change\n/);
  });

  test("edits it when something else differs, and leaves it when the run is all that does", async () => {
    await drift(differing);
    const later = { ...differing, origin: { runUrl: "https://github.example/runs/2" } };
    expect((await drift(later)).err).toBe("staging differs; edited https://github.example/issues/1");
    const latest = { ...differing, origin: { runUrl: "https://github.example/runs/3" } };
    expect((await drift(latest)).err).toBe("staging differs as before: https://github.example/issues/1");
    await drift(reportOf(planned("staging", "delete")));
    expect(issues.open).toHaveLength(1);
    expect(issues.open[0]?.body).toContain("1 to destroy");
  });

  test("names what is lost first when there is no room for all, and says how much is missing, and where it is", async () => {
    const many = (stack: string, action: "delete" | "update", count: number) => {
      const { plan, ...rest } = planned(stack);
      const address = (index: number) => `aws_thing.${stack}_${action}["${"tenant-".repeat(10)}${index}"]`;
      const resources = Array.from({ length: count }, (_, index) => ({
        ...{ address: address(index), type: "aws_thing", mode: "managed" as const, action, attributes: [] },
      }));
      return { ...rest, environment: "staging", plan: { ...plan, resources } };
    };
    const large = (run: number, last: number): Report => ({
      ...reportOf(many("first", "update", 900), many("second", "delete", last)),
      origin: { runUrl: `https://github.example/runs/${run}` },
    });
    await drift(large(1, 900));
    const body = issues.open[0]?.body ?? "";
    const named = new Set(body.match(/^[-!] aws_thing.*$/gm));
    expect([...named].some((line) => line.includes("first_update"))).toBe(false);
    expect(
      body.endsWith(
        `\n\n**There is no room here for ${1_800 - named.size} more changes.** All of it: \`npm run platform -- plan staging\`, or [the run](https://github.example/runs/1).`,
      ),
    ).toBe(true);
    expect(body.length).toBeLessThan(60_000);
    expect((await drift(large(2, 900))).err).toMatch(/^staging differs as before: /);
    await drift(large(3, 10));
    const changed = issues.open[0]?.body ?? "";
    expect(changed.match(/^- aws_thing\.second_delete/gm)).toHaveLength(10);
    expect(changed).toContain("more changes.** All of it: ");
  });

  test("closes it when nothing differs any more, and says why", async () => {
    await drift(differing);
    expect((await drift(same)).err).toBe("staging is as it is described again; closed https://github.example/issues/1");
    expect(issues.open).toEqual([]);
    expect(issues.said).toEqual(["`staging` is as it is described again."]);
  });

  test("opens it for a plan that failed: nobody knows what differs", async () => {
    const [stack] = differing.stacks;
    const facts = { stack: "staging", environment: "staging", dependencies: [], file: stack?.file ?? "" };
    await drift({ ...differing, stacks: [{ ...facts, status: "failed", step: "plan", diagnostics: [] }] });
    expect(issues.open[0]?.body).toContain("1 stack failed");
  });

  test("finds its own among many, by its text and its author, and never takes a pull request for one", async () => {
    const marked = "<!-- platform:drift staging -->\nold";
    issues.add("Drift: staging", marked, "somebody");
    issues.add("a pull request", marked, "github-actions[bot]", { pull_request: {} });
    issues.add("Drift: production", "<!-- platform:drift production -->\nold");
    issues.add("another", "of the bot");
    const own = issues.add("Drift: staging", marked);
    expect((await drift(differing)).err).toBe("staging differs; edited https://github.example/issues/5");
    expect(own.body).toContain("1 to change");
    expect(issues.open).toHaveLength(5);
  });

  test("prints the issue without a token when somebody asks for that, and opens none", async () => {
    const bare = { GITHUB_TOKEN: "", GH_TOKEN: "", GITHUB_REPOSITORY: "" };
    const { code, out, err } = await drift(differing, bare, "staging", { dryRun: true });
    expect({ code, err }).toEqual({ code: 2, err: "" });
    expect(out).toMatch(/^<!-- platform:drift staging -->\n### Drift of staging: 1 to change\n/);
    expect(await drift(same, bare, "staging", { dryRun: true })).toEqual({
      code: 0,
      out: "",
      err: "staging is as it is described.",
    });
    expect(issues.all).toEqual([]);
  });

  test("fails without a token, without a repository, and for an environment that was not planned", async () => {
    expect(await drift(differing, { GITHUB_TOKEN: "", GH_TOKEN: "" })).toMatchObject({
      code: 1,
      err: "Neither GITHUB_TOKEN nor GH_TOKEN is set: no issue can be opened. Set one that may write issues, or print the issue with --dry-run.",
    });
    expect((await drift(differing, { GITHUB_REPOSITORY: "" })).err).toContain(
      'GITHUB_REPOSITORY: "" is not a repository',
    );
    const other = await drift(differing, {}, "production");
    expect(other.code).toBe(1);
    expect(other.err).toMatch(/has no stack of an environment "production"\.$/);
  });
});
