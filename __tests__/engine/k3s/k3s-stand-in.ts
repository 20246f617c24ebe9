import { runAgent } from "./stand-in/agent";
import { readSettings } from "./stand-in/config";
import { AGENT_FLAGS, SERVER_FLAGS } from "./stand-in/flags";
import { kubectl } from "./stand-in/kubectl/kubectl";
import { log, Refusal, run } from "./stand-in/output";
import { resetCluster } from "./stand-in/reset";
import { runServer } from "./stand-in/server";
import { snapshotCommand } from "./stand-in/snapshot";
import { validate } from "./stand-in/validate";
import { ownVersion } from "./stand-in/version";

/** Stands in for the binary of k3s: the same commands, rules and refusals, without any container. */
async function main(command: string, args: readonly string[]): Promise<number> {
  switch (command) {
    case "--version":
    case "-v":
      process.stdout.write(`k3s version ${ownVersion()} (abcdef12)\ngo version go1.25.0\n`);
      return 0;
    case "server": {
      const settings = readSettings(args, SERVER_FLAGS);
      validate(settings, "server");
      return settings.on("cluster-reset") ? resetCluster(settings) : runServer(settings);
    }
    case "agent": {
      const settings = readSettings(args, AGENT_FLAGS);
      validate(settings, "agent");
      return runAgent(settings);
    }
    case "etcd-snapshot":
      return snapshotCommand(args);
    case "kubectl":
      return kubectl(args);
    default:
      throw new Refusal(`No help topic for '${command}' (simulated: server, agent, kubectl, etcd-snapshot, --version)`);
  }
}

const [command = "", ...args] = process.argv.slice(2);
const asLog = (message: string): void => {
  if (message.startsWith("Incorrect Usage")) {
    process.stderr.write(`${message}\n`);
  }
  log("fatal", message);
};
const plain = (message: string): void => {
  process.stderr.write(`${message}\n`);
};
// A server or agent that ends must not be kept alive by sockets that are still open.
void run(() => main(command, args), command === "kubectl" ? plain : asLog).then(() => {
  process.stdout.write("", () => process.exit());
});
