/** Packages that are modules of ECMAScript, which Jest 29 only takes as CommonJS: Octokit and what it uses. */
const modules = "(@octokit/[^/]+|before-after-hook|universal-user-agent|content-type)";

/** Unit tests: Node only, no engine, no network. @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/__tests__/engine/"],
  maxWorkers: "100%",
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out"],
  transform: {
    "\\.ts$": "<rootDir>/jest.transform.js",
    [`/node_modules/${modules}/.+\\.js$`]: "<rootDir>/jest.transform.js",
  },
  transformIgnorePatterns: [`/node_modules/(?!${modules}/)`],
};
