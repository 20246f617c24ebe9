const unit = require("./jest.config.js");

/** Engine tests: real terraform or tofu, real sshd, a real API server. One file at a time: they share the machine. @type {import("jest").Config} */
module.exports = {
  ...unit,
  testMatch: ["<rootDir>/__tests__/engine/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  testTimeout: 600_000,
  maxWorkers: 1,
};
