import { looksLikeName } from "../../../../cli/plan/redact/names";

describe("the key of a map", () => {
  test.each([
    "password",
    "tls.crt",
    ".dockerconfigjson",
    "GITHUB_TOKEN",
    "k3s-token",
    "adminPassword",
    "serviceAccountKeyFile",
    "ssh-privatekey",
    "s3_access_key",
    "argocd.argoproj.io/secret-type",
    "ghcr.io",
    "ops@example.org",
  ])("%s is a name", (key) => {
    expect(looksLikeName(key)).toBe(true);
  });

  test.each([
    "9f2c74d18b1e",
    "550e8400-e29b-41d4-a716-446655440000",
    "xKqWzPvBnMrT",
    "with a space",
    "a+b/c==",
    "abcdefghijklmnopqrstuvwxyzabcd",
  ])("%s is none", (key) => {
    expect(looksLikeName(key)).toBe(false);
  });
});
