import { environmentSecrets } from "../../../../cli/plan/redact";
import { secretNames } from "../../../../stacks/variables";

describe("the secrets of a process's environment", () => {
  test.each([
    ...secretNames.map((name) => `TF_VAR_${name}`),
    "GITHUB_TOKEN",
    "GH_TOKEN",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "VAULT_TOKEN",
    "ARM_CLIENT_SECRET",
    "ARM_ACCESS_KEY",
    "ARM_CLIENT_CERTIFICATE_PASSWORD",
    "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
    "TF_TOKEN_app_example_com",
    "TF_HTTP_PASSWORD",
    "TF_ENCRYPTION",
    "GOOGLE_CREDENTIALS",
    "TF_VAR_some_password",
  ])("%s is one", (name) => {
    expect(environmentSecrets({ [name]: "long enough" })).toEqual(["long enough"]);
  });

  test.each([
    "AWS_REGION",
    "AWS_PROFILE",
    "TF_VAR_region",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "PATH",
    "GITHUB_SHA",
    "VAULT_ADDR",
  ])("%s is none", (name) => {
    expect(environmentSecrets({ [name]: "long enough" })).toEqual([]);
  });

  test("what is unset, or too short to be found in a text, is none", () => {
    expect(environmentSecrets({ GITHUB_TOKEN: undefined, VAULT_TOKEN: "", GH_TOKEN: "root" })).toEqual([]);
  });
});
