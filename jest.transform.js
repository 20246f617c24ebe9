const { compile } = require("./cli/compile-typescript");

/** Runs tests with the compiler that the app runs with. Jest 29 has no `import()`: it becomes `require` there. */
module.exports = {
  process: (code, filename) => ({ code: compile(code, filename, false) }),
};
