/** Synthesizes the environments below a folder in a process of its own; prints how long it took and the peak of memory. */
require("../cli/typescript");
const { join } = require("node:path");
const { synthesize } = require("../main");

const root = process.argv[2];
const begun = performance.now();
const outcome = synthesize(root, join(root, "cdktf.out"));
if (!outcome.ok) throw new Error(outcome.messages.join("\n"));
const seconds = (performance.now() - begun) / 1000;
console.log(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
