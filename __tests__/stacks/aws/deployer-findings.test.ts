import type { EksEnvironment } from "../../../config";
import { formatProblems } from "../../../config";
import { deployerFindings } from "../../../stacks/aws/deployer-findings";
import { loadPlatform } from "../../../stacks/load-platform";
import { chosen } from "../../catalog/example";
import { eks, inRepository } from "../../config/files";
import { organization } from "../../helpers/environments";
import { production } from "./example";

const S3 = "{ backend: s3, bucket: example-state, region: eu-central-1";
const GITHUB = { data: "{ github: {} }" };

/** What the repository says of an environment. */
function problemsOf(yaml: string): string {
  return inRepository({ "environments/production.yaml": yaml }, (root) => {
    const result = loadPlatform(root);
    return result.ok ? "" : formatProblems(result.problems);
  });
}

function findings(rest: Partial<EksEnvironment>, name = "production") {
  return deployerFindings({ ...production(rest), name }, organization);
}

describe("who deploys an environment on EKS", () => {
  test.each([
    [
      "a state that no role of AWS leads to",
      {},
      "3:10  state.backend: local is no state that a role of AWS leads to; choose s3.",
    ],
    [
      "a key of the state that only an id names",
      { state: `${S3}, kmsKeyId: "1234" }` },
      '3:68  state.kmsKeyId: "1234" is no alias, and the roles that deploy know the key by one.',
    ],
    [
      "a role before the state",
      { state: `${S3}, roleArn: "arn:aws:iam::111122223333:role/state" }` },
      "3:68  state.roleArn: stands between the state and the roles that deploy; those go in by themselves. Take it out.",
    ],
    [
      "a repository that is not on GitHub",
      { state: `${S3} }`, gitops: "{ engine: argocd, repository: https://git.example.org/platform, revision: main }" },
      '12:9  data.github.repository: is missing, and gitops.repository ("https://git.example.org/platform") names none on GitHub. Write for example "repository: example/platform".',
    ],
  ])("is told of %s", (_, changes, message) => {
    expect(problemsOf(eks({ ...GITHUB, ...changes }))).toBe(`environments/production.yaml:${message}`);
  });

  test("is told of a role that Terraform would assume besides", () => {
    const { aws } = production();
    const assumed = { aws: { ...aws, roleArn: "arn:aws:iam::111122223333:role/deploy" } };
    const { data } = production();
    const state = { backend: "s3", bucket: "example-state", region: "eu-central-1" } as const;
    expect(findings({ ...assumed, state, data: { ...data, github: {} } })).toEqual([
      {
        path: ["aws", "roleArn"],
        message:
          "stands between Terraform and the roles of data.github, which deploy themselves; leave one of them out.",
      },
    ]);
    expect(findings({ ...assumed, state })).toEqual([]);
  });

  test("is told of a name that is too long for Atlantis's role, which the registry names in full", () => {
    const components = { atlantis: chosen("6.9.3") };
    const name = "e".repeat(40);
    const shorter = { ...organization, name: "o".repeat(16) };
    const longer = { ...organization, name: "o".repeat(17) };
    const environment = { ...production({ components }), name };
    expect(deployerFindings(environment, shorter)).toEqual([]);
    expect(deployerFindings(environment, longer)).toEqual([
      {
        path: ["components", "atlantis"],
        message: `deploys in the role "${longer.name}-${name}-deploy", which is longer than the 64 characters that IAM takes; shorten the environment's name.`,
      },
    ]);
  });

  test("may be Atlantis whose state is not in S3: it has other credentials for that", () => {
    expect(findings({ components: { atlantis: chosen("6.9.3") } })).toEqual([]);
  });
});
