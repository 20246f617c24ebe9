const { compile } = require("./cli/compile-typescript");

/** Runs tests with the compiler that the app runs with. */
module.exports = {
  process: (code, filename) => ({ code: compile(code, filename) }),
};
