// Stands in for the aws command: answers from answers.json beside itself, and forwards as a session would.
const { readFileSync, appendFileSync } = require("node:fs");
const { connect, createServer } = require("node:net");
const { join } = require("node:path");

const args = process.argv.slice(2);
const answers = JSON.parse(readFileSync(join(__dirname, "answers.json"), "utf8"));
appendFileSync(join(__dirname, "calls"), `${JSON.stringify(args)}\n`);
const keys = ["ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "SESSION_TOKEN", "SECURITY_TOKEN", "CREDENTIAL_EXPIRATION"];
const seen = keys.map((name) => process.env[`AWS_${name}`]).filter((value) => value !== undefined);
appendFileSync(join(__dirname, "keys"), `${JSON.stringify(seen)}\n`);
const answer = answers[args.slice(0, 2).join(" ")];
if (answer.forward === undefined) {
  process.stdout.write(answer.stdout ?? "");
  process.stderr.write(answer.stderr ?? "");
  process.exitCode = answer.status ?? 0;
} else {
  const { localPortNumber } = JSON.parse(args[args.indexOf("--parameters") + 1]);
  createServer((socket) => {
    const there = connect(answer.forward, "127.0.0.1");
    socket.pipe(there).pipe(socket);
    for (const one of [socket, there]) one.on("error", () => one.destroy());
  }).listen(Number(localPortNumber[0]), "127.0.0.1");
}
