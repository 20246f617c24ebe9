import { basename } from "node:path";
process.stderr.write(`${basename(process.argv[1] ?? "")}: not simulated yet\n`);
process.exitCode = 1;
