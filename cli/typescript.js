/**
 * Lets `require` load TypeScript: sucrase takes the types off and nothing else, in a millisecond a file, and keeps every line where it was. It is
 * plain JavaScript, so the lock file holds for every platform. Types are checked by `npm run types`.
 */
const { readFileSync } = require("node:fs");
const { compile } = require("./compile-typescript");

require.extensions[".ts"] = (module, filename) => {
  module._compile(compile(readFileSync(filename, "utf8"), filename), filename);
};
