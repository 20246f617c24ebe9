const { transform } = require("sucrase");

/** TypeScript to the JavaScript that Node runs: types off, imports to `require`, all else as it is written. */
function compile(code, filename) {
  return transform(code, {
    transforms: ["typescript", "imports"],
    disableESTransforms: true,
    preserveDynamicImport: true,
    filePath: filename,
  }).code;
}

module.exports = { compile };
