import { basename } from "node:path";
import { HOST_TOOLS } from "./host-tools";
import { Refusal, run } from "./output";
import { journalctl } from "./systemd/journalctl";
import { systemctl } from "./systemd/systemctl";

/** One program under many names, as busybox is: the machine's own tools. */
const name = basename(process.argv[1] ?? "");
const args = process.argv.slice(2);

async function main(): Promise<number> {
  if (name === "systemctl") {
    return systemctl(args);
  }
  if (name === "journalctl") {
    return journalctl(args);
  }
  const tool = HOST_TOOLS[name];
  if (tool === undefined) {
    throw new Refusal(`${name}: would change this computer, and is not simulated`);
  }
  return tool(args);
}

void run(main, (message) => {
  process.stderr.write(`${message}\n`);
});
