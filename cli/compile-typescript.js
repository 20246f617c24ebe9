const { transform } = require("sucrase");

/**
 * TypeScript to the JavaScript that Node runs: types off, imports to `require`, all else as it is written.
 *
 * @param preserveDynamicImport whether `import()` stays, which alone loads modules of ECMAScript everywhere.
 */
function compile(code, filename, preserveDynamicImport = true) {
  return transform(code, {
    transforms: ["typescript", "imports"],
    disableESTransforms: true,
    preserveDynamicImport,
    filePath: filename,
  }).code;
}

module.exports = { compile };
