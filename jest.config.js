/** Unit tests: Node only, no engine, no network. @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/__tests__/engine/"],
  maxWorkers: "100%",
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out"],
  transform: { "^.+\\.ts$": "<rootDir>/jest.transform.js" },
};
