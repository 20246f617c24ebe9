/**
 * Lets `require` load TypeScript: swc takes the types off and nothing else, in a few milliseconds a file. Types are
 * checked by `npm run types`. With PLATFORM_DEBUG set, stack traces point into the TypeScript.
 */
const { readFileSync } = require("node:fs");
const { transformSync } = require("@swc/core");

const debug = Boolean(process.env.PLATFORM_DEBUG);
if (debug) process.setSourceMapsEnabled(true);

require.extensions[".ts"] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, "utf8"), {
    filename,
    configFile: false,
    swcrc: false,
    sourceMaps: debug ? "inline" : false,
    jsc: { parser: { syntax: "typescript" }, target: "es2022" },
    module: { type: "commonjs" },
  });
  module._compile(code, filename);
};
