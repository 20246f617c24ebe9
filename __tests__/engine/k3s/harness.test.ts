import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { answers } from "./machine/proc";
import { startNodes, type Nodes } from "./nodes";

describe("throwaway machines", () => {
  let nodes: Nodes;
  beforeAll(async () => {
    nodes = await startNodes({
      machines: ["one", "two"],
      hosts: (network) => ({ "k3s.example.org": `${network}.200` }),
    });
  });
  afterAll(() => nodes.stop());

  const output = async (command: string, user?: string): Promise<string> => {
    const { stdout, stderr } = await nodes.ssh("one", command, user === undefined ? {} : { user });
    return `${stdout}${stderr}`;
  };

  test("have a name, a root and a process list of their own", async () => {
    const two = await nodes.ssh("two", "hostname; touch /root/only-here; ls /home; cat /etc/hosts");
    expect(two.stdout).toBe(
      `two\nubuntu\n127.0.0.1 localhost\n${nodes.machine("two").address} two\n${nodes.network}.200 k3s.example.org\n`,
    );
    expect(nodes.machine("two").has("/root/only-here")).toBe(true);
    expect(await output("ls /root; ps -e -o args=")).not.toMatch(/only-here|jest/);
  });

  test("can't change what this computer is made of", async () => {
    expect(await output("touch /usr/bin/x")).toContain("Read-only file system");
    expect(await output("echo 1 > /proc/sys/vm/panic_on_oom")).toContain("Read-only file system");
    expect(await output("iptables -F; ip route flush all")).toMatch(/not (found|simulated)/);
  });

  test("let the user ubuntu do nothing of root's without sudo, and everything with it", async () => {
    expect(await output("id -un; cat /etc/shadow", "ubuntu")).toBe("ubuntu\ncat: /etc/shadow: Permission denied\n");
    expect(await output("ls /run/stand-in", "ubuntu")).toContain("Permission denied");
    expect(
      await output("echo 'id -un; echo \"$1\"' > /tmp/script; sudo -n sh /tmp/script 'an argument'", "ubuntu"),
    ).toBe("root\nan argument\n");
    expect(await output(`sudo -n sh -c "id -un"`, "ubuntu")).toBe("root\n");
  });

  test("accept no key but the agent's", async () => {
    const known = `${nodes.folder}/known_hosts.one`;
    const refused = await new Promise<string>((resolve) => {
      const { address, port } = nodes.machine("one");
      const args = [
        "-F",
        "none",
        "-o",
        `UserKnownHostsFile=${known}`,
        "-o",
        "BatchMode=yes",
        "-o",
        "IdentitiesOnly=yes",
      ];
      execFile("ssh", [...args, "-i", "/nonexistent", "-p", String(port), `root@${address}`, "id"], (_, __, stderr) => {
        resolve(stderr);
      });
    });
    expect(refused).toContain("Permission denied (publickey)");
  });

  test("record every command line that came over SSH, and what the process list showed", async () => {
    await output("sh -c 'sleep 0.3; true' --secret-in-arguments");
    expect(nodes.machine("one").sshCommands()).toContain("sh -c 'sleep 0.3; true' --secret-in-arguments");
    const seen = nodes.seenCommands().filter((line) => line.node === "one");
    expect(seen.some((line) => line.command.join(" ").includes("--secret-in-arguments"))).toBe(true);
  });

  test("keep their disk when the power goes, and lose it when they are replaced", async () => {
    const two = nodes.machine("two");
    const key = two.hostKey;
    await nodes.ssh("two", "echo kept > /root/file");
    await two.kill();
    expect(await answers(two.address, two.port)).toBe(false);
    await two.boot();
    expect((await nodes.ssh("two", "cat /root/file")).stdout).toBe("kept\n");
    expect(two.hostKey).toBe(key);
    await two.wipe();
    expect((await nodes.ssh("two", "ls /root")).stdout).toBe("");
    expect(two.hostKey).not.toBe(key);
  });

  test("can be unreachable while they go on working", async () => {
    const one = nodes.machine("one");
    const work = nodes.ssh("one", "nohup sh -c 'sleep 1; echo done > /root/work' > /dev/null 2>&1 &");
    await work;
    one.unreachable();
    expect((await nodes.ssh("one", "id")).stderr).toContain("Connection refused");
    await new Promise((resolve) => setTimeout(resolve, 1300));
    await one.reachable();
    expect((await nodes.ssh("one", "cat /root/work")).stdout).toBe("done\n");
  });

  test("vanish with the process that started them, however it ends", async () => {
    const script = `require("./nodes").startNodes({ machines: ["orphan"] }).then((nodes) => {
      console.log([nodes.machine("orphan").address, nodes.machine("orphan").port, nodes.folder].join(" "));
      setTimeout(() => process.kill(process.pid, "SIGKILL"), 100);
    });`;
    const stdout = await new Promise<string>((resolve) => {
      execFile(
        process.execPath,
        ["-r", join(__dirname, "../../../cli/typescript.js"), "-e", script],
        { cwd: __dirname },
        (_, text) => {
          resolve(text);
        },
      );
    });
    const [address = "", port, folder = ""] = stdout.trim().split(" ");
    expect(existsSync(folder)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await answers(address, Number(port))).toBe(false);
    const next = await startNodes({ machines: ["next"] });
    await next.stop();
    expect([existsSync(folder), existsSync(next.folder)]).toEqual([false, false]);
  });
});
