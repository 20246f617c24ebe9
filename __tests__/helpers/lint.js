/** Lints texts as if they were files: [[file, text], …] on stdin, for each the list of "rule: message" on stdout. */
const { ESLint } = require("eslint");

async function main() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const eslint = new ESLint();
  const results = [];
  for (const [filePath, text] of JSON.parse(Buffer.concat(chunks).toString())) {
    const [{ messages }] = await eslint.lintText(`${text}\n`, { filePath });
    results.push(messages.map(({ ruleId, message }) => `${ruleId ?? "fatal"}: ${message}`));
  }
  console.log(JSON.stringify(results));
}

main();
