import { join } from "node:path";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { giveAccess } from "../../cli/commands/kubeconfig";
import { showStatus } from "../../cli/commands/status";
import { describedCluster, EKS_FILES } from "./world/files";
import { World } from "./world/world";

const ROLE = "arn:aws:iam::111122223333:role/platform-apply";
const KEYS = { AccessKeyId: "ASIAROLE", SecretAccessKey: "s3cr3t-of-the-role", SessionToken: "t0ken-of-the-role" };

/** Production, whose deploys assume a role that the cluster lets in. */
function withRole(): string {
  return (EKS_FILES["environments/production.yaml"] ?? "")
    .replace("region: eu-central-1 }", `region: eu-central-1, roleArn: "${ROLE}" }`)
    .replace(/^cluster:\n/m, `cluster:\n  access: { deploys: { principal: "${ROLE}", policy: cluster-admin } }\n`);
}

describe("signing in by the environment's role", () => {
  let world: World;
  beforeEach(() => {
    world = new World([], { ...EKS_FILES, "environments/production.yaml": withRole() });
    const program = readFileSync(join(__dirname, "tunnel/fake-aws.js"), "utf8");
    world.write("bin/aws", `#!${process.execPath}\n${program}`, 0o755);
  });
  afterEach(() => {
    world.dispose();
  });

  const signedInTo = (account: string, change: Readonly<Record<string, object>> = {}): void => {
    const answers = {
      "sts get-caller-identity": { stdout: JSON.stringify({ Account: account }) },
      "sts assume-role": { stdout: JSON.stringify({ Credentials: { ...KEYS, Expiration: "2030-01-01T00:00:00Z" } }) },
      "eks describe-cluster": { stdout: describedCluster() },
      ...change,
    };
    world.write("bin/answers.json", JSON.stringify(answers));
  };
  const calls = (): string[][] => lines("bin/calls");
  const keysSeen = (): string[][] => lines("bin/keys");
  const lines = (file: string): string[][] =>
    world
      .read(file)
      .trim()
      .split("\n")
      .map((line): string[] => JSON.parse(line));
  const access = (env: NodeJS.ProcessEnv = {}) =>
    world.run((context) => giveAccess(context, "production", {}), { env: { ...world.env, ...env } });
  const usersOf = (kubeconfig: string): unknown => Reflect.get(Object(parse(kubeconfig)), "users");

  test("takes who is signed in to the environment's account as it is", async () => {
    signedInTo("111122223333");
    const { code, out } = await access({ AWS_ACCESS_KEY_ID: "AKIAOWN" });
    expect(code).toBe(0);
    expect(calls().map((call) => call.slice(0, 2).join(" "))).toEqual([
      "sts get-caller-identity",
      "eks describe-cluster",
    ]);
    expect(keysSeen()).toEqual([["AKIAOWN"], ["AKIAOWN"]]);
    expect(JSON.stringify(usersOf(out))).not.toContain("--role-arn");
  });

  test("assumes the role from another account, for the command alone, and has kubectl do the same", async () => {
    signedInTo("444455556666");
    const { code, out, err } = await access({
      AWS_ACCESS_KEY_ID: "AKIAOWN",
      AWS_SECURITY_TOKEN: "older name",
      AWS_CREDENTIAL_EXPIRATION: "2020-01-01T00:00:00Z",
    });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(calls()[1]).toEqual([
      ...["sts", "assume-role", "--role-arn", ROLE, "--role-session-name", "platform-kubeconfig"],
      ...["--region", "eu-central-1", "--output", "json"],
    ]);
    const own = ["AKIAOWN", "older name", "2020-01-01T00:00:00Z"];
    expect(keysSeen()).toEqual([own, own, [KEYS.AccessKeyId, KEYS.SecretAccessKey, KEYS.SessionToken]]);
    expect(usersOf(out)).toMatchObject([{ user: { exec: { args: expect.arrayContaining(["--role-arn", ROLE]) } } }]);
    for (const key of Object.values(KEYS)) {
      expect(out).not.toContain(key);
      expect(JSON.stringify(calls())).not.toContain(key);
    }
  });

  test("lets status look by the role, too", async () => {
    signedInTo("444455556666");
    const { out } = await world.run((context) => showStatus(context, "production", {}));
    expect(out).toContain("✓ the cluster runs");
    expect(calls()[1]).toContain("platform-status");
  });

  test.each<[string, Readonly<Record<string, object>>, string]>([
    [
      "the role trusts somebody else",
      { "sts assume-role": { status: 254, stderr: "\nAn error occurred (AccessDenied)\n" } },
      `aws could not ask STS for the role ${ROLE}: An error occurred (AccessDenied). Sign in as somebody whom the role trusts, or to the account 111122223333 itself.`,
    ],
    [
      "nobody is signed in",
      { "sts get-caller-identity": { status: 253, stderr: "\nUnable to locate credentials.\n" } },
      "aws could not ask STS who is signed in: Unable to locate credentials. Sign in (aws sso login, or AWS_PROFILE), then try again.",
    ],
    [
      "aws says something else",
      { "sts assume-role": { stdout: "usage: aws" } },
      "aws gave something else than the keys of a role. Update the AWS CLI.",
    ],
    [
      "the role is one of a third account",
      {
        "eks describe-cluster": {
          stdout: describedCluster({ arn: "arn:aws:eks:eu-central-1:777788889999:cluster/x" }),
        },
      },
      "aws is signed in to the account 777788889999, and the environment lives in 111122223333. Sign in to 111122223333.",
    ],
  ])("says so when %s", async (_, change, message) => {
    signedInTo("444455556666", change);
    expect(await access()).toEqual({ code: 1, out: "", err: message });
  });
});
