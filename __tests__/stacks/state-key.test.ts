import { localStatePath, stateKey, workspaceName } from "../../stacks/state-key";

describe("where state lies", () => {
  test("never changes: a key that moves loses the state", () => {
    expect(stateKey("example", "staging")).toBe("example/staging/terraform.tfstate");
    expect(stateKey("example", "production-data")).toBe("example/production-data/terraform.tfstate");
    expect(localStatePath("staging")).toBe("../../../.state/staging.tfstate");
    expect(workspaceName("example", "staging")).toBe("example-staging");
  });
});
