import type { Action, ResourceChange } from "../../../../cli/plan/model";
import { renderComment } from "../../../../cli/plan/markdown/comment";
import type { FailedStack, Report } from "../../../../cli/plan/report";
import { engines, scenarioNames } from "../../../fixtures/plans/fixtures";
import { fixturePlan, planned, planOf, reportOf } from "../fixture-plans";
import { parsed, unbalanced } from "./parsed";

const facts = { dependencies: [], file: "environments/staging.yaml" };

const resource = (action: Action, address: string, more: Partial<ResourceChange> = {}): ResourceChange => ({
  ...{ action, address, type: address.split(".")[0] ?? "", mode: "managed", attributes: [] },
  ...more,
});

const failed: FailedStack = {
  ...{ ...facts, stack: "edge-eu", status: "failed", step: "plan" },
  diagnostics: [
    { severity: "error", summary: "No credentials", detail: "Set AWS_PROFILE.\n\nOr a role.", address: "aws_vpc.a" },
  ],
};

describe("a comment", () => {
  test("says what happens, what is lost, and each change", () => {
    const changes = [
      resource("delete", "aws_s3_bucket.backups", { holdsData: true, reason: "delete_because_no_resource_config" }),
      resource("update", "aws_vpc.network", {
        construct: "staging/network/vpc",
        attributes: [
          { path: ["enable_dns"], before: { kind: "value", value: false }, after: { kind: "value", value: true } },
        ],
      }),
      resource("none", "aws_vpc.other", { previousAddress: "aws_vpc.old" }),
    ];
    const report: Report = {
      ...reportOf(
        { ...planned("staging", planOf({ resources: changes, unchanged: 12 })), digest: "sha256:0123" },
        { ...planned("users", planOf()), digest: "sha256:4567" },
        failed,
        { ...facts, stack: "edge-us", status: "waiting", waitsFor: ["edge-eu"] },
        { ...facts, stack: "github", status: "stopped" },
      ),
      origin: {
        head: "0123456789abcdef",
        base: "fedcba9876543210",
        runUrl: "https://github.com/example/platform/actions/runs/1",
      },
    };
    expect(renderComment(report, { remarks: ["For **staging**."] })).toEqual([
      `### Plan: 1 to destroy, 1 to change, 1 to move; 1 stack failed; 1 stack not planned; 1 stack waiting

For **staging**.

> [!CAUTION]
> **1 resource destroyed. One of them holds data.**
>
> - destroys \`aws_s3_bucket.backups\`, which **holds data**, in \`staging\`

| Stack | Destroy | Replace | Change | Add | Move |
| :-- | --: | --: | --: | --: | --: |
| \`staging\` | 1 | · | 1 | · | 1 |
| \`edge-eu\` **failed** at plan |  |  |  |  |  |
| \`edge-us\` waits for \`edge-eu\` |  |  |  |  |  |
| \`github\` not planned: stopped |  |  |  |  |  |

No changes: \`users\`

<details open><summary><code>staging</code> · 1 to destroy, 1 to change, 1 to move, 12 stay as they are</summary>

From \`environments/staging.yaml\`

**Destroy** (1)

<p><code>aws_s3_bucket.backups</code> · holds data · no longer in the configuration</p>

**Change** (1)

<details><summary><code>aws_vpc.network</code></summary>

\`\`\`diff
! enable_dns: false → true
\`\`\`

Construct \`staging/network/vpc\`

</details>

**Move or import** (1)

<p><code>aws_vpc.other</code> · was <code>aws_vpc.old</code></p>

</details>

<details open><summary><code>edge-eu</code> · failed at plan</summary>

\`\`\`text
error: No credentials
  at aws_vpc.a
  Set AWS_PROFILE.
  Or a role.
\`\`\`

</details>

<details><summary>Digests of these changes</summary>

\`staging\` \`sha256:0123\`<br>
\`users\` \`sha256:4567\`

</details>

Terraform \`1.11.4\` · commit \`012345678\` · compared with \`fedcba987\` · [the run](https://github.com/example/platform/actions/runs/1)`,
    ]);
  });

  test("on nothing says so", () => {
    expect(renderComment(reportOf())).toEqual(["### Plan: no stack to plan\n\nTerraform `1.11.4`"]);
    const [quiet = ""] = renderComment(reportOf(planned("staging", planOf()), planned("users", planOf())));
    expect(quiet).toMatch(/^### Plan: no changes\n\nNo changes: `staging`, `users`\n/);
  });

  test("on what was refused says why, and hands nothing on that could break out or flood it", () => {
    const refusals = [
      "staging: calls ```file()``` @everyone\n<img>",
      ...Array.from({ length: 50 }, () => "x".repeat(9_000)),
    ];
    const [text = "", ...more] = renderComment({ version: 1, origin: {}, refusals, stacks: [] });
    expect(more).toEqual([]);
    expect(text).toMatch(/^### Plan: refused, nothing was planned: 51 findings\n\n> \[!CAUTION\]/);
    expect(text).toContain("\n- ````staging: calls ```file()``` @everyone\\n<img>````\n");
    expect(text).toContain("\n- and 11 more, in the log of the run\n");
    expect(text.length).toBeLessThan(15_000);
  });

  test("counts as people do, thousands and one", () => {
    const resources = Array.from({ length: 1000 }, (_, index) => resource("delete", `aws_vpc.v${String(index)}`));
    const [text = ""] = renderComment(reportOf(planned("staging", planOf({ resources, unchanged: 1 }))));
    expect(text).toContain("### Plan: 1,000 to destroy\n");
    expect(text).toContain("> **1,000 resources destroyed.**\n");
    expect(text).toContain("<code>staging</code> · 1,000 to destroy, 1 stays as it is</summary>");
  });

  test("on a failure without a word has a place for it", () => {
    const [part = ""] = renderComment(reportOf({ ...failed, diagnostics: [] }));
    expect(part).toContain("<code>edge-eu</code> · failed at plan</summary>\n\nIt said nothing.");
  });

  test("warns of checks, parts and drift", () => {
    const report = reportOf(
      planned("checks", fixturePlan("checks")),
      planned("errored", fixturePlan("errored")),
      planned("drift", fixturePlan("drift")),
    );
    const [part = ""] = renderComment(report);
    expect(part).toContain(`> [!WARNING]
> - \`checks\`: 1 check did not pass
> - \`errored\`: 2 checks did not pass
> - \`errored\`: the plan is a part only: some changes were left out or put off
> - \`drift\`: 3 resources changed outside of Terraform
`);
    expect(part).toContain(
      "<details><summary><code>vault_mount.secrets</code> · is gone"
        .replace("<details><summary>", "<p>")
        .replace("</summary>", ""),
    );
    expect(part).toContain("**A part only**: some changes were left out or put off");
  });

  test("on nothing but what is put off counts it, and warns of what holds data", () => {
    const reason = "instance_count_unknown";
    const deferred = [
      { address: "aws_s3_bucket.data", type: "aws_s3_bucket", action: "delete", reason, holdsData: true },
      { address: "aws_s3_bucket.new", type: "aws_s3_bucket", action: "create", reason, holdsData: true },
      { address: "aws_vpc.a", type: "aws_vpc", action: "delete", reason },
    ] as const;
    const outputs = [{ name: "id", action: "delete", attributes: [] }] as const;
    const [part = ""] = renderComment(reportOf(planned("staging", planOf({ deferred, outputs, complete: false }))));
    expect(part).toMatch(/^### Plan: 3 put off\n/);
    expect(part).toContain(`> [!WARNING]
> - \`staging\`: put off, so a later apply destroys \`aws_s3_bucket.data\`, which **holds data**
> - \`staging\`: the plan is a part only: some changes were left out or put off

| Stack | Destroy | Replace | Change | Add | Put off |
| :-- | --: | --: | --: | --: | --: |
| \`staging\` | · | · | · | · | 3 |
`);
    expect(part).toContain("<summary><code>staging</code> · 3 put off</summary>");
    expect(part).toContain("  aws_s3_bucket.data  # holds data, destroy, later: instance count unknown\n");
  });

  test("names fifteen of the losses at the top, what holds data first", () => {
    const many = Array.from({ length: 40 }, (_, index) => resource("delete", `a.b[${index}]`));
    const [part = ""] = renderComment(
      reportOf(
        planned("staging", planOf({ resources: [...many, resource("replace", "aws_kms_key.k", { holdsData: true })] })),
      ),
    );
    const items = part.split("\n").filter((line) => line.startsWith("> - "));
    expect(items).toHaveLength(16);
    expect(items[0]).toBe("> - replaces `aws_kms_key.k`, which **holds data**, in `staging`");
    expect(items.at(-1)).toBe("> - and 26 more, below");
  });

  test("has findings with what to do about them", () => {
    const finding = {
      rule: "no-public-bucket",
      title: "Buckets are private",
      address: "aws_s3_bucket.a",
      found: "acl is public-read",
      remedy: "Remove acl.",
    };
    const [part = ""] = renderComment(reportOf(planned("staging", planOf(), { findings: [finding] })));
    expect(part).toContain("| `staging` | · | · | · | · | 1 |");
    expect(part).toContain(
      "**Policies**\n\n- `no-public-bucket` `aws_s3_bucket.a`: `acl is public-read` To do: `Remove acl.`",
    );
  });

  test.each(engines.flatMap((engine) => scenarioNames.map((name) => [engine, name] as const)))(
    "of %s is whole: %s",
    (engine, scenario) => {
      for (const part of renderComment(reportOf(planned("staging", fixturePlan(scenario, engine))))) {
        const { tags, links, headings } = parsed(part);
        expect([unbalanced(tags), links, headings.length]).toEqual([[], [], 1]);
      }
    },
  );

  test("has a table that is whole with three hundred stacks, and more", () => {
    for (const count of [300, 3_000]) {
      const stacks = Array.from({ length: count }, (_, index) =>
        planned(`stack-${index}`, planOf({ resources: index % 2 === 0 ? [resource("update", "a.b")] : [] })),
      );
      const parts = renderComment(reportOf(...stacks));
      const rows = parts.flatMap((part) => part.match(/^\| `stack-\d+` .*$/gm) ?? []);
      expect(rows).toHaveLength(count / 2);
      for (const part of parts) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(56_000);
      expect(parsed(parts.join("\n\n")).skeleton.filter((token) => token === "td_open td")).toHaveLength(
        (count / 2 + 1) * 5,
      );
    }
  });
});
