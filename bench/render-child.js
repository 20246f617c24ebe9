/** Renders the plan in a file, as `platform plan` and `platform comment` do; prints how long it took and the peak of memory. */
require("../cli/typescript");
const { readFileSync } = require("node:fs");
const { parsePlan } = require("../cli/plan/parse");
const { collectSecrets, redactorOf, redactPlan } = require("../cli/plan/redact");
const { modelOf } = require("../cli/plan/to-model");
const { fingerprintOf } = require("../cli/plan/digest");
const { renderComment } = require("../cli/plan/markdown/comment");
const { SynthesizedStack } = require("../stacks/synthesized-stack");

const before = process.cpuUsage();
const json = parsePlan(readFileSync(process.argv[2], "utf8"));
const redactor = redactorOf(collectSecrets(json), { readable: [] });
const plan = redactPlan(modelOf(json, new SynthesizedStack("large", "{}")), redactor);
const facts = { stack: "large", dependencies: [], file: "environments/large.yaml", warnings: [], findings: [] };
const stacks = [{ ...facts, status: "planned", plan, ...fingerprintOf("large", plan) }];
const parts = renderComment({ version: 1, engine: { name: "terraform", version: "" }, origin: {}, stacks });
const { user, system } = process.cpuUsage(before);
if (plan.resources.length === 0 || parts.length === 0) throw new Error("Nothing was rendered.");
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ seconds: (user + system) / 1e6, megabytes }));
