import { existsSync } from "node:fs";
import { runOnMachine } from "../../cli/ssh";
import { type SshTarget } from "../../cli/ssh-config";
import { ECDSA, ED25519 } from "./world/files";
import { World } from "./world/world";

const target: SshTarget = {
  name: "server-1",
  host: "192.0.2.11",
  port: 2222,
  user: "ubuntu",
  hostKey: ECDSA,
  timeoutSeconds: 20,
};
const bastion = { host: "bastion.example.org", port: 22, user: "jump", hostKey: ED25519 };

describe("ssh to a machine", () => {
  const world = new World(["ssh", "ssh-add"], {});
  afterAll(() => {
    world.dispose();
  });
  const run = (at: SshTarget, script = "true") => runOnMachine(at, { script, env: world.env });

  test("gives what the script printed and how it ended", async () => {
    world.answer({ program: "ssh", stdout: "one\ntwo\n", stderr: "oh\n", status: 3 });
    expect(await run(target)).toEqual({ ok: true, status: 3, stdout: "one\ntwo\n", stderr: "oh\n" });
  });

  test("pins the host key, and looks at nothing of ~/.ssh", async () => {
    world.answer({ program: "ssh" });
    await run(target);
    const [call] = world.calls();
    expect(call?.knownHosts).toBe(`platform-machine ${ECDSA}\n`);
    const lines = call?.config?.split("\n").map((line) => line.trim());
    expect(lines).toEqual(
      expect.arrayContaining([
        "HostName 192.0.2.11",
        "Port 2222",
        "User ubuntu",
        "HostKeyAlias platform-machine",
        "HostKeyAlgorithms ecdsa-sha2-nistp256",
        "StrictHostKeyChecking yes",
        "BatchMode yes",
        "GlobalKnownHostsFile none",
        "IdentityFile none",
        "ConnectTimeout 20",
      ]),
    );
  });

  test("goes through the bastion, whose key is pinned too", async () => {
    world.answer({ program: "ssh" });
    await run({ ...target, bastion });
    const [call] = world.calls();
    expect(call?.knownHosts).toBe(`platform-machine ${ECDSA}\nplatform-bastion ${bastion.hostKey}\n`);
    expect(call?.config).toContain("ProxyJump platform-bastion\nHost platform-bastion\n  HostName bastion.example.org");
    expect(call?.config).toContain("User jump");
  });

  test("asks an RSA key for signatures that servers of today make", async () => {
    world.answer({ program: "ssh" });
    await run({ ...target, hostKey: "ssh-rsa AAAAB3NzaC1yc2E=" });
    expect(world.calls()[0]?.config).toContain("HostKeyAlgorithms rsa-sha2-512,rsa-sha2-256,ssh-rsa");
  });

  test("sends the script as input, seen in no list of processes, and leaves no file behind", async () => {
    world.answer({ program: "ssh" });
    await run(target, "echo s3cret");
    const [call] = world.calls();
    expect(call?.input).toContain("echo s3cret");
    expect(call?.args.join(" ")).not.toContain("s3cret");
    expect(call?.args.slice(2)).toEqual(["-T", "platform-machine", expect.stringContaining("sudo -n sh -s")]);
    expect(call?.modes).toEqual(["-rw-------", "-rw-------"]);
    expect(call?.files?.map((file) => existsSync(file))).toEqual([false, false]);
  });

  test("hands on every line as it comes, without the mark", async () => {
    world.answer({ program: "ssh", stdout: "one\ntwo" });
    const lines: string[] = [];
    await runOnMachine(target, { script: "true", env: world.env, onLine: (line) => lines.push(line) });
    expect(lines).toEqual(["one", "two"]);
  });

  test.each([
    [
      "ssh: connect to host 192.0.2.11 port 2222: Connection refused\n",
      "192.0.2.11:2222 can't be reached: connection refused",
    ],
    [
      "ssh: Could not resolve hostname 192.0.2.11: Name or service not known\n",
      "192.0.2.11:2222 can't be reached: its name can't be resolved",
    ],
    [
      "@@@@\n@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nHost key for platform-machine has changed and you have requested strict checking.\nHost key verification failed.\n",
      "192.0.2.11:2222 shows another host key than the pinned one (ecdsa-sha2-nistp256)",
    ],
    [
      "Unable to negotiate with 192.0.2.11 port 2222: no matching host key type found. Their offer: ssh-ed25519\n",
      "192.0.2.11:2222 has no ecdsa-sha2-nistp256 host key, which the environment file pins; it offers ssh-ed25519",
    ],
    [
      "ubuntu@192.0.2.11: Permission denied (publickey).\n",
      "192.0.2.11:2222 lets ubuntu in with none of the agent's keys",
    ],
    [
      "Received disconnect from 192.0.2.11 port 2222:2: Too many authentication failures\n",
      "192.0.2.11:2222 lets ubuntu try only some of the agent's many keys",
    ],
    ["Connection closed by 192.0.2.11 port 2222\n", "the connection to 192.0.2.11:2222 broke off"],
    ["Bad configuration option: x\n", "ssh to 192.0.2.11:2222 failed: Bad configuration option: x"],
  ])("says what %j means", async (fault, what) => {
    world.answer({ program: "ssh", fault }, { program: "ssh-add", stdout: "256 SHA256:x me (ED25519)\n" });
    expect(await run(target)).toEqual({ ok: false, fault: expect.objectContaining({ what }) });
  });

  test("tells the bastion's faults from the machine's", async () => {
    world.answer({
      program: "ssh",
      fault:
        "Host key for platform-bastion has changed and you have requested strict checking.\nHost key verification failed.\nConnection closed by UNKNOWN port 65535\n",
    });
    expect(await run({ ...target, bastion })).toMatchObject({
      fault: { kind: "host-key", what: expect.stringMatching(/^the bastion bastion\.example\.org:22 shows another/) },
    });
    world.answer({
      program: "ssh",
      fault: "channel 0: open failed: connect failed: No route to host\nstdio forwarding failed\n",
    });
    expect(await run({ ...target, bastion })).toMatchObject({
      fault: { what: "192.0.2.11:2222 can't be reached: no route to host" },
    });
  });

  test("finds an empty agent, or none, behind a refusal", async () => {
    const refusal = { program: "ssh", fault: "ubuntu@192.0.2.11: Permission denied (publickey).\n" };
    world.answer(refusal, { program: "ssh-add", status: 1 });
    expect(await run(target)).toMatchObject({
      fault: {
        kind: "agent",
        what: expect.stringContaining("and the SSH agent has no key"),
        fix: expect.stringContaining("ssh-add"),
      },
    });
    world.answer(refusal, { program: "ssh-add", status: 2 });
    expect(await run(target)).toMatchObject({ fault: { what: expect.stringContaining("no SSH agent answers") } });
  });

  test("says that sudo asks for a password", async () => {
    world.answer({ program: "ssh", fault: "sudo: a password is required\n", status: 1 });
    expect(await run(target)).toMatchObject({
      fault: { kind: "no-sudo", what: "ubuntu@192.0.2.11 can't become root without a password" },
    });
  });

  test("says that ssh is missing", async () => {
    const fault = {
      kind: "no-ssh",
      what: "ssh is not on the PATH",
      fix: "Install the OpenSSH client: npm run platform -- doctor",
    };
    expect(await runOnMachine(target, { script: "true", env: { PATH: "/nowhere" } })).toEqual({ ok: false, fault });
  });

  test("ends what takes too long", async () => {
    const slow = new World([], {});
    slow.write("bin-slow/ssh", "#!/bin/sh\nexec sleep 30\n", 0o755);
    const env = { PATH: `${slow.root}/bin-slow:/usr/bin:/bin` };
    const outcome = await runOnMachine(target, { script: "true", env, timeoutSeconds: 1 });
    slow.dispose();
    expect(outcome).toMatchObject({ fault: { what: "192.0.2.11:2222 did not finish within 1 seconds" } });
  });

  test("tells a script's own 255 from a connection that broke off", async () => {
    world.answer({ program: "ssh", stdout: "begun\n", status: 255 });
    expect(await run(target)).toMatchObject({ ok: true, status: 255 });
    world.answer({
      program: "ssh",
      stdout: "begun\n",
      stderr: "client_loop: send disconnect: Broken pipe\n",
      status: 255,
    });
    expect(await run(target)).toMatchObject({ ok: false, fault: { kind: "lost" } });
  });
});
