import { problemsOf } from "./files";
import { ACROSS } from "./wrong/across";
import { CLUSTER } from "./wrong/cluster";
import { KEYS } from "./wrong/keys";
import { NODES } from "./wrong/nodes";
import { PROFILES } from "./wrong/profiles";
import { STATE_AND_GITOPS } from "./wrong/state-and-gitops";
import { SYNTAX } from "./wrong/syntax";
import { TYPES } from "./wrong/types";

describe.each([
  ["keys", KEYS],
  ["types", TYPES],
  ["machines", NODES],
  ["the cluster", CLUSTER],
  ["state and gitops", STATE_AND_GITOPS],
  ["what one place asks of another", ACROSS],
  ["profiles", PROFILES],
  ["YAML itself", SYNTAX],
])("a wrong environment file: %s", (_, cases) => {
  test.each(cases)("says what is wrong about $name", ({ yaml, others, message }) => {
    expect(problemsOf({ "environments/staging.yaml": yaml, ...others })).toBe(message);
  });
});
