import { existsSync, readFileSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import { parse } from "yaml";
import { openTunnel } from "../../cli/commands/tunnel";
import { environmentFiles } from "./tunnel/environment-files";
import { World } from "./world/world";

const HOST = "0A1B2C.gr7.eu-central-1.eks.amazonaws.com";
const CLUSTER = {
  cluster: {
    arn: "arn:aws:eks:eu-central-1:111122223333:cluster/example-production",
    status: "ACTIVE",
    endpoint: `https://${HOST}`,
    certificateAuthority: { data: "Q0E=" },
  },
};

describe("platform tunnel", () => {
  let world: World;
  let api: Server;
  let port: number;

  beforeEach(async () => {
    world = new World([], environmentFiles());
    world.write(
      "bin/aws",
      `#!${process.execPath}\n${readFileSync(join(__dirname, "tunnel/fake-aws.js"), "utf8")}`,
      0o755,
    );
    world.write(
      "bin/probe",
      `#!${process.execPath}\n${readFileSync(join(__dirname, "tunnel/probe.js"), "utf8")}`,
      0o755,
    );
    api = createServer((socket) => socket.on("data", (data) => socket.write(`the API has read ${data.toString()}`)));
    port = await new Promise((done) => {
      api.listen(0, "127.0.0.1", () => {
        const address = api.address();
        done(typeof address === "object" && address ? address.port : 0);
      });
    });
  });

  afterEach(async () => {
    await new Promise((done) => api.close(done));
    world.dispose();
  });

  const answers = (change: Readonly<Record<string, object>> = {}) => {
    const all = {
      "eks describe-cluster": { stdout: JSON.stringify(CLUSTER) },
      "ec2 describe-instances": { stdout: '["i-0a1b2c3d4e5f60718"]' },
      "ssm start-session": { forward: port },
      ...change,
    };
    world.write("bin/answers.json", JSON.stringify(all));
  };
  const calls = (): string[][] =>
    world
      .read("bin/calls")
      .trim()
      .split("\n")
      .map((line): string[] => JSON.parse(line));
  const seen = (): Record<string, string> => JSON.parse(world.read("seen.json"));
  const run = (...command: string[]) => world.run((context) => openTunnel(context, "production", command));

  test("runs a command that reaches the API under its own name", async () => {
    answers();
    expect(await run("probe", `${HOST}:443`, join(world.root, "seen.json"))).toMatchObject({ code: 0, err: "" });
    expect(seen()).toMatchObject({
      answer: "the API has read hello",
      proxy: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    });
  });

  test("gives the command a kubeconfig that only its owner reads, with the proxy and without a secret", async () => {
    answers();
    await run("probe", `${HOST}:443`, join(world.root, "seen.json"));
    expect(seen()["mode"]).toBe("600");
    expect(parse(seen()["kubeconfig"] ?? "")).toMatchObject({
      clusters: [
        {
          name: "production",
          cluster: { server: `https://${HOST}`, "certificate-authority-data": "Q0E=", "proxy-url": seen()["proxy"] },
        },
      ],
      users: [{ user: { exec: { command: "aws" } } }],
    });
  });

  test("leads to the API and nowhere else", async () => {
    answers();
    expect(await run("probe", "example.org:443", join(world.root, "seen.json"))).toMatchObject({ code: 1 });
    expect(seen()).toMatchObject({ status: 403 });
  });

  test("goes through the instance of the environment, by Systems Manager", async () => {
    answers();
    await run("probe", `${HOST}:443`, join(world.root, "seen.json"));
    const [, instances, session] = calls();
    expect(instances).toEqual(
      expect.arrayContaining(["--region", "eu-central-1", "Name=tag:Name,Values=example-production-tunnel"]),
    );
    expect(session?.slice(0, 8)).toEqual([
      "ssm",
      "start-session",
      "--region",
      "eu-central-1",
      "--target",
      "i-0a1b2c3d4e5f60718",
      "--document-name",
      "AWS-StartPortForwardingSessionToRemoteHost",
    ]);
    expect(JSON.parse(session?.at(-1) ?? "")).toMatchObject({ host: [HOST.toLowerCase()], portNumber: ["443"] });
  });

  test("opens by the role of the environment, and hands none of its keys on", async () => {
    const file = "environments/production.yaml";
    const roleArn = "arn:aws:iam::111122223333:role/platform-apply";
    // GitHub's jobs have roles of their own, beside which the environment has none.
    const own = world.read(file).replace("  github: { environment: production }\n", "");
    const entry = `    deploys: { principal: "${roleArn}", policy: cluster-admin }\n`;
    const described = own.replace("  region: eu-central-1\n", `  region: eu-central-1\n  roleArn: ${roleArn}\n`);
    world.write(file, described.replace("  access:\n", `  access:\n${entry}`));
    const keys = { AccessKeyId: "ASIAROLE", SecretAccessKey: "secret", SessionToken: "token" };
    answers({
      "sts get-caller-identity": { stdout: '{ "Account": "444455556666" }' },
      "sts assume-role": { stdout: JSON.stringify({ Credentials: keys }) },
    });
    const { code, err } = await run("probe", `${HOST}:443`, join(world.root, "seen.json"));
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(calls().map((call) => call[1])).toEqual([
      ...["get-caller-identity", "assume-role", "describe-cluster", "describe-instances", "start-session"],
    ]);
    expect(
      world
        .read("bin/keys")
        .trim()
        .split("\n")
        .map((line): string[] => JSON.parse(line))[4],
    ).toEqual(Object.values(keys));
    expect(seen()["awsKey"]).toBeUndefined();
    expect(seen()["kubeconfig"]).toContain(roleArn);
  });

  test("leaves nothing behind when the command has ended: no session, no proxy, no file", async () => {
    answers();
    await run("probe", `${HOST}:443`, join(world.root, "seen.json"));
    const session = calls().at(-1)?.at(-1) ?? "{}";
    const parameters: unknown = JSON.parse(session);
    const forwarded = Number(Reflect.get(Object(Reflect.get(Object(parameters), "localPortNumber")), 0));
    for (const left of [forwarded, Number(new URL(seen()["proxy"] ?? "").port)]) await expectClosed(left);
    expect(existsSync(seen()["file"] ?? "")).toBe(false);
  });

  test("fails as the command fails", async () => {
    answers();
    expect(await run("no-such-program")).toMatchObject({ code: 1, err: "no-such-program is not on the PATH." });
  });

  test("says how to get the plugin that the session needs", async () => {
    answers({ "ssm start-session": { status: 255, stderr: "SessionManagerPlugin is not found.\n" } });
    const { code, err } = await run("probe");
    expect({ code, err }).toEqual({
      code: 1,
      err: "The session through i-0a1b2c3d4e5f60718 did not open: SessionManagerPlugin is not found. Install the plugin: https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html",
    });
  });

  test("says that there is no instance, and how to get one", async () => {
    answers({ "ec2 describe-instances": { stdout: "[]" } });
    expect(await run("probe")).toMatchObject({
      code: 1,
      err: 'No instance example-production-tunnel runs in eu-central-1. "cluster.tunnel" makes one: npx cdktf deploy production',
    });
  });

  test("says that who is signed in may not look for it", async () => {
    answers({ "ec2 describe-instances": { status: 254, stderr: "\nAn error occurred (UnauthorizedOperation)\n" } });
    expect(await run("probe")).toMatchObject({
      code: 1,
      err: "The instance example-production-tunnel could not be looked for: An error occurred (UnauthorizedOperation). Sign in to the account 111122223333 as somebody who may do ec2:DescribeInstances.",
    });
  });

  test("is of no use for a cluster that is reached otherwise", async () => {
    answers();
    expect(await world.run((context) => openTunnel(context, "development", []))).toMatchObject({
      code: 1,
      err: "development runs on k3d: its API needs no tunnel.",
    });
  });
});

async function expectClosed(port: number): Promise<void> {
  const state = await new Promise((done) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      done("open");
    }).on("error", () => done("closed"));
  });
  expect({ port, state }).toEqual({ port, state: "closed" });
}
