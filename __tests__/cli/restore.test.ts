import { restoreCluster } from "../../cli/commands/restore";
import { Failure } from "../../cli/failure";
import { machinesOf } from "../../cli/k3s/machines";
import { findEnvironment } from "../../cli/environment";
import { parseSnapshots } from "../../cli/restore/list";
import { planRestore, type Wish } from "../../cli/restore/plan";
import { snapshotOf, SNAPSHOT_FOLDER } from "../../cli/restore/snapshot";
import { readAnswers, type Surveyed } from "../../cli/restore/survey";
import { FILES } from "./world/files";
import { World, type Rule } from "./world/world";

const OWNER = "example/staging";
const NAME = "etcd-snapshot-server-1-1790000000";
const PATH = `${SNAPSHOT_FOLDER}/${NAME}`;
const HOSTS = { "server-1": "192.0.2.11", "server-2": "192.0.2.12", "server-3": "192.0.2.13", "agent-1": "192.0.2.21" };

const world = new World(["ssh", "ssh-add"], FILES);
afterAll(() => {
  world.dispose();
});

describe("snapshotOf", () => {
  test.each([
    [NAME, false, { kind: "file", path: PATH }],
    [NAME, true, { kind: "bucket", name: NAME }],
    ["/root/saved.zip", true, { kind: "file", path: "/root/saved.zip" }],
  ])("takes %j, with a bucket: %s", (text, bucket, snapshot) => {
    expect(snapshotOf(text, bucket)).toEqual(snapshot);
  });

  test.each([
    "",
    "a b",
    "$(reboot)",
    "x;y",
    "'",
    "../x",
    "/root/../etc/shadow",
    "relative/path",
    "/",
    "a\nb",
    "-rf",
    "/a/-x y",
  ])("refuses %j", (text) => {
    expect(() => snapshotOf(text, false)).toThrow(Failure);
  });
});

describe("planRestore", () => {
  const found = findEnvironment(world.root, "staging");
  const machines = found.environment.kind === "k3s" ? machinesOf(found.environment, found.organization) : [];
  const wish: Wish = {
    environment: "staging",
    owner: OWNER,
    snapshot: snapshotOf(NAME, false),
    again: false,
    newId: "7",
  };
  const say = (given: Readonly<Record<string, Partial<Surveyed>>> = {}): Surveyed[] =>
    machines.map((machine) => ({
      machine,
      owner: OWNER,
      hasSnapshot: machine.node.name === "server-2",
      rejoined: "",
      ...given[machine.node.name],
    }));
  const names = (list: readonly { readonly node: { readonly name: string } }[]) => list.map(({ node }) => node.name);
  const silent = { owner: "", silent: { what: "it can't be reached", fix: "See that it is up." } };

  test("restores where the snapshot lies, and lets the others join", () => {
    const plan = planRestore(say(), wish);
    expect(plan).toMatchObject({ id: "7", resumed: false, notSetUp: [], silent: [] });
    expect(names([plan.first])).toEqual(["server-2"]);
    expect(names(plan.others)).toEqual(["server-1", "server-3"]);
    expect(names(plan.agents)).toEqual(["agent-1"]);
  });

  test("restores a snapshot of the bucket on the first server, or on the one that is named", () => {
    const bucket = { ...wish, snapshot: snapshotOf(NAME, true) };
    expect(names([planRestore(say(), bucket).first])).toEqual(["server-1"]);
    expect(names([planRestore(say(), { ...bucket, server: "server-3" }).first])).toEqual(["server-3"]);
  });

  test("leaves new machines to the next deploy, and names those that are silent", () => {
    const plan = planRestore(say({ "server-1": { owner: "" }, "server-3": silent, "agent-1": { owner: "" } }), wish);
    expect(plan.others).toEqual([]);
    expect(plan.notSetUp).toEqual(["server-1", "agent-1"]);
    expect(plan.silent).toEqual([{ name: "server-3", role: "server", what: "it can't be reached" }]);
  });

  test("goes on with a restore that stopped in the middle", () => {
    const restored = { id: "5", snapshot: PATH };
    const plan = planRestore(say({ "server-2": { restored }, "server-1": { rejoined: "5" } }), wish);
    expect(plan).toMatchObject({ id: "5", resumed: true });
    expect(names([plan.first])).toEqual(["server-2"]);
    expect(names(plan.others)).toEqual(["server-3"]);
    const anew = planRestore(say({ "server-2": { restored } }), { ...wish, again: true });
    expect(anew).toMatchObject({ id: "7", resumed: false });
  });

  test("begins anew when what was restored is another snapshot", () => {
    const restored = { id: "5", snapshot: "/root/other" };
    expect(planRestore(say({ "server-1": { restored } }), wish)).toMatchObject({ id: "7", resumed: false });
  });

  test.each<[string, Readonly<Record<string, Partial<Surveyed>>>, Partial<Wish>, string]>([
    [
      "a machine of another environment",
      { "agent-1": { owner: "example/other" } },
      {},
      "agent-1 belongs to example/other, not to example/staging. Nothing was changed.",
    ],
    [
      "a server that has not the file",
      {},
      { server: "server-1" },
      `The snapshot ${PATH} is on server-2, not on server-1. --list shows those that there are. Nothing was changed.`,
    ],
    [
      "a file that nobody has",
      { "server-2": { hasSnapshot: false } },
      {},
      `The snapshot ${PATH} is on no server that answers. --list shows those that there are. Nothing was changed.`,
    ],
    [
      "a named server that is not set up",
      { "server-1": { owner: "" } },
      { server: "server-1" },
      "server-1 is not set up yet. Deploy first: npx cdktf deploy staging",
    ],
    [
      "a named server that is silent",
      { "server-1": silent },
      { server: "server-1" },
      "server-1 doesn't answer: it can't be reached. See that it is up.",
    ],
    [
      "another server than the one that holds the snapshot already",
      { "server-2": { restored: { id: "5", snapshot: PATH } } },
      { server: "server-1" },
      "server-2 already holds this snapshot, from a restore that was not finished. Go on without --server, or begin anew with --again.",
    ],
    [
      "new machines only",
      { "server-1": { owner: "" }, "server-2": { owner: "" }, "server-3": { owner: "" } },
      {},
      "No server is set up yet. Deploy first: npx cdktf deploy staging prepares the machines and stops where the data is missing. Then restore.",
    ],
    [
      "silent machines only",
      { "server-1": silent, "server-2": silent, "server-3": silent },
      {},
      "No server that is set up answers:\n  server-1: it can't be reached\n  server-2: it can't be reached\n  server-3: it can't be reached\nSee that it is up.\nNothing was changed.",
    ],
  ])("refuses %s", (_, given, change, message) => {
    expect(() => planRestore(say(given), { ...wish, ...change })).toThrow(new Failure(message));
  });
});

describe("what servers print", () => {
  test("is read line by line", () => {
    expect(readAnswers(`owner=${OWNER}\nsnapshot=yes\nrestored=5 ${PATH}\nrejoined=4\n`)).toEqual({
      owner: OWNER,
      hasSnapshot: true,
      restored: { id: "5", snapshot: PATH },
      rejoined: "4",
    });
    expect(readAnswers("")).toEqual({ owner: "", hasSnapshot: false, restored: undefined, rejoined: "" });
    const table = `Name Location Size Created\n${NAME} file://${PATH} 4096 2026-11-21T00:00:00Z\nremote s3://b/remote 8 2026-11-20T00:00:00Z\n`;
    expect(parseSnapshots(table, "server-1")).toEqual([
      { name: NAME, where: "server-1", size: "4096", created: "2026-11-21T00:00:00Z" },
      { name: "remote", where: "bucket", size: "8", created: "2026-11-20T00:00:00Z" },
    ]);
  });
});

describe("platform restore", () => {
  const survey: Rule = { program: "ssh", asks: "echo snapshot=yes", stdout: `owner=${OWNER}\nsnapshot=yes\n` };
  const steps: readonly Rule[] = ["stop", "restore", "rejoin"].map((command) => ({
    program: "ssh",
    asks: `set -- ${command}\n`,
    stdout: `${command} is done\n`,
  }));
  const rest: readonly Rule[] = [
    { program: "ssh", asks: "try-restart k3s-agent" },
    { program: "ssh", asks: "rm -f /var/lib/platform/restored" },
  ];
  const wanted = { snapshot: NAME, yes: true } as const;

  /** What was run where, in order: the survey left out, stops that run at once sorted. */
  function story(): string[] {
    const names = Object.fromEntries(Object.entries(HOSTS).map(([name, host]) => [host, name]));
    const calls = world.calls("ssh").filter(({ input }) => !input.includes("echo snapshot=yes"));
    const lines = calls.map(({ host = "", input }) => {
      const command = /^set -- (.*)$/m.exec(input)?.[1] ?? (input.includes("try-restart") ? "restart" : "finish");
      return `${command} ${names[host] ?? ""}`;
    });
    const stops = lines.filter((line) => line.startsWith("stop ")).sort();
    return [...stops, ...lines.filter((line) => !line.startsWith("stop "))];
  }

  test("stops all servers, restores on one, lets the others join one after the other, and the agents register", async () => {
    world.answer(survey, ...steps, ...rest);
    const { code, err } = await world.run((context) => restoreCluster(context, "staging", wanted));
    expect(story()).toEqual([
      "stop server-1",
      "stop server-2",
      "stop server-3",
      "restore server-1",
      "rejoin server-2",
      "rejoin server-3",
      "restart agent-1",
      "finish server-1",
    ]);
    expect(err).toContain(`This puts the cluster of staging back to the snapshot ${PATH}, on server-1.`);
    expect(err).toContain("restore is done\nrejoin is done\nrejoin is done\n");
    expect(err).toMatch(/staging runs again\. Next: npm run platform -- status staging$/);
    expect(code).toBe(0);
  });

  test("gives the scripts what they need, and nothing of it in an argument", async () => {
    world.answer(survey, ...steps, ...rest);
    await world.run((context) => restoreCluster(context, "staging", wanted));
    const scripts = world.calls("ssh").map(({ input }) => input);
    const restore = scripts.find((script) => script.includes("set -- restore\n"));
    expect(restore).toContain(`SNAPSHOT='${PATH}'\n`);
    expect(restore).toMatch(
      /^PRESENT='server-1=[0-9a-f]{16} server-2=[0-9a-f]{16} server-3=[0-9a-f]{16} agent-1=[0-9a-f]{16}'$/m,
    );
    const rejoin = scripts.find((script) => script.includes("set -- rejoin\n"));
    expect(rejoin).toMatch(/^PEERS='10\.0\.0\.11'$/m);
    expect(rejoin).toMatch(/^ENDPOINT=''$/m);
    const id = (script = ""): string | undefined => /^RESTORE_ID='\d+'$/m.exec(script)?.[0];
    expect(id(rejoin)).toBeDefined();
    expect(id(rejoin)).toBe(id(restore));
    for (const { args } of world.calls("ssh")) expect(args.join(" ")).not.toContain(NAME);
  });

  test("stops at the first failure with the reason, and says that the same command goes on", async () => {
    const failing = {
      program: "ssh",
      host: HOSTS["server-2"],
      asks: "set -- rejoin\n",
      stderr: "\nError on server-2: no disk.\n",
      status: 1,
    };
    world.answer(survey, failing, ...steps, ...rest);
    const { code, err } = await world.run((context) => restoreCluster(context, "staging", wanted));
    expect(code).toBe(1);
    expect(err).toMatch(
      /Error on server-2: no disk\.\nStopped at server-2; the reason is above\. The same command goes on from here\.$/,
    );
    expect(story().slice(3)).toEqual(["restore server-1", "rejoin server-2"]);
  });

  test("goes on with the servers that are left", async () => {
    const held = { ...survey, host: HOSTS["server-1"], stdout: `owner=${OWNER}\nsnapshot=yes\nrestored=5 ${PATH}\n` };
    const joined = { ...survey, host: HOSTS["server-2"], stdout: `owner=${OWNER}\nrejoined=5\n` };
    world.answer(held, joined, survey, ...steps, ...rest);
    const { err } = await world.run((context) => restoreCluster(context, "staging", wanted));
    expect(story()).toEqual(["stop server-3", "rejoin server-3", "restart agent-1", "finish server-1"]);
    expect(err).toContain(
      `server-1 already holds ${PATH}, from a restore of staging that was not finished. This goes on with it.`,
    );
  });

  test("names what is new or silent, and remembers that the silent one has still to join", async () => {
    const fault = "ssh: connect to host 192.0.2.12 port 22: No route to host\n";
    world.answer(
      { ...survey, host: HOSTS["server-2"], fault },
      { ...survey, host: HOSTS["server-3"], stdout: "" },
      survey,
      ...steps,
      ...rest,
    );
    const { err } = await world.run((context) => restoreCluster(context, "staging", wanted));
    expect(story()).toEqual(["stop server-1", "restore server-1", "restart agent-1"]);
    expect(err).toContain("  Not set up yet, so left to the next deploy: server-3.");
    expect(err).toContain("    server-2: 192.0.2.12:22 can't be reached: no route to host");
    expect(err).toMatch(
      /staging runs again, without server-2, server-3\. Once server-2 can be reached, the same command takes it in again\. Next: npx cdktf deploy staging$/,
    );
  });

  test("does nothing until the environment's name is typed", async () => {
    world.answer(survey, ...steps, ...rest);
    const answer = (text: string) => ({ ask: () => Promise.resolve(text) });
    const run = (context: Parameters<World["run"]>[1]) =>
      world.run((full) => restoreCluster(full, "staging", { snapshot: NAME }), context);
    expect(await run(answer("yes"))).toMatchObject({
      code: 1,
      err: expect.stringMatching(/Not confirmed\. Nothing was changed\.$/),
    });
    expect(await run({})).toMatchObject({
      code: 1,
      err: expect.stringMatching(/With --yes it is done without asking\. Nothing was changed\.$/),
    });
    expect(story()).toEqual([]);
    expect(await run(answer("staging\n"))).toMatchObject({ code: 0 });
    expect(story()).toContain("restore server-1");
  });

  test("lists the snapshots of all servers, the newest first", async () => {
    const row = (name: string, at: string, place = `file://${SNAPSHOT_FOLDER}/`) =>
      `${name} ${place}${name} 4096 ${at}\n`;
    const shared = row("in-bucket", "2026-11-19T00:00:00Z", "s3://snapshots/");
    const list = { program: "ssh", asks: "etcd-snapshot ls" };
    world.answer(
      { ...list, host: HOSTS["server-1"], stdout: row("a", "2026-11-20T00:00:00Z") + shared },
      { ...list, host: HOSTS["server-2"], stdout: row("b", "2026-11-21T00:00:00Z") + shared },
      { ...list, host: HOSTS["server-3"], status: 44 },
    );
    const { out, err } = await world.run((context) => restoreCluster(context, "staging", { list: true }));
    expect(out.split("\n").map((line) => line.split(/ {2,}/).slice(0, 2))).toEqual([
      ["snapshot", "on"],
      ["b", "server-2"],
      ["a", "server-1"],
      ["in-bucket", "bucket"],
    ]);
    expect(err).toBe("server-3: is not set up yet");
    const { out: json } = await world.run((context) => restoreCluster(context, "staging", { list: true, json: true }));
    expect(JSON.parse(json)).toHaveLength(3);
  });

  test("tells what is wrong with servers in their order, whichever answers first", async () => {
    const list = { program: "ssh", asks: "etcd-snapshot ls" };
    const row = `x file://${SNAPSHOT_FOLDER}/x 1 2026-11-20T00:00:00Z\n`;
    world.answer({ ...list, host: HOSTS["server-3"], stdout: row }, { ...list, status: 44 });
    const { err } = await world.run((context) => restoreCluster(context, "staging", { list: true }));
    expect(err).toBe("server-1: is not set up yet\nserver-2: is not set up yet");
  });

  test("says that there is no snapshot", async () => {
    world.answer({ program: "ssh", asks: "etcd-snapshot ls" });
    expect(await world.run((context) => restoreCluster(context, "staging", { list: true }))).toEqual({
      code: 1,
      out: "",
      err: "The servers that answer have no snapshot.",
    });
  });

  test.each<[string, Parameters<typeof restoreCluster>[2], string]>([
    [
      "development",
      { snapshot: NAME },
      "development runs on k3d, which has no snapshots. Make it anew: npx cdktf destroy development, then deploy.",
    ],
    ["staging", {}, "Which one? --snapshot NAME, and --list shows the names."],
    ["staging", { snapshot: NAME, json: true }, "--json goes with --list."],
    ["staging", { list: true, snapshot: NAME }, "--list and --snapshot: give one of them."],
    ["staging", { list: true, server: "server-1" }, "--server goes with --snapshot; --list asks all servers."],
    [
      "staging",
      { snapshot: NAME, server: "server-22" },
      'There is no server "server-22". Did you mean "server-2"? staging has server-1, server-2, server-3.',
    ],
    [
      "staging",
      { snapshot: "$(x)" },
      `--snapshot "$(x)" is neither a snapshot's name nor an absolute path. Names: --list shows them.`,
    ],
  ])("refuses %s %j", async (name, options, err) => {
    world.answer();
    expect(await world.run((context) => restoreCluster(context, name, options))).toEqual({ code: 1, out: "", err });
    expect(world.calls()).toEqual([]);
  });
});
