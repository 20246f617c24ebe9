import type { Organization } from "../../config";
import { makeStacks } from "../../stacks";
import { StateStack, type StateSettings } from "../../stacks/state";
import { k3sEnvironment, organization, platformOf } from "../helpers/environments";
import type { StackView } from "../helpers/stack-view";
import { synthesize, synthesizeApp, testApp } from "../helpers/synthesize";

const SETTINGS: StateSettings = {
  backend: "s3",
  bucket: "example-terraform-state",
  account: "111122223333",
  region: "eu-central-1",
  keyAlias: "example-terraform-state",
  keepDays: 365,
  accounts: {},
};

function view(changes: Partial<StateSettings> = {}, rest: Partial<Organization> = {}): StackView {
  return synthesize(new StateStack(testApp(), { ...organization, ...rest }, { ...SETTINGS, ...changes }));
}

describe("StateStack", () => {
  test("is there where the organization's file has a bucket, and belongs to no environment", () => {
    const made = (settings: Partial<Organization>) => {
      const platform = platformOf(k3sEnvironment());
      return synthesizeApp((app) => {
        makeStacks(app, { ...platform, organization: { ...organization, ...settings } });
      });
    };
    expect(Object.keys(made({}))).toEqual(["staging"]);
    const { state, staging } = made({ state: SETTINGS });
    expect([state?.stack.environment, staging?.dependencies]).toEqual([undefined, []]);
  });

  test("keeps its own state in the bucket that it makes, under the bucket's key", () => {
    expect(view().json["terraform"]).toMatchObject({
      backend: {
        s3: {
          bucket: "example-terraform-state",
          key: "example/state/terraform.tfstate",
          region: "eu-central-1",
          encrypt: true,
          kms_key_id: "alias/example-terraform-state",
          use_lockfile: true,
        },
      },
    });
  });

  test("keeps it in a file before there is a bucket, and makes the same bucket then", () => {
    const first = view({ backend: "local" });
    expect(first.json["terraform"]).toMatchObject({ backend: { local: { path: "../../../.state/state.tfstate" } } });
    expect(first.json["resource"]).toEqual(view().json["resource"]);
  });

  test("enters the account by its role, for the bucket as for the state in it", () => {
    const roleArn = "arn:aws:iam::111122223333:role/platform-apply";
    const { json } = view({ roleArn });
    expect(json["provider"]).toMatchObject({ aws: [{ assume_role: [{ role_arn: roleArn, session_name: "state" }] }] });
    expect(json["terraform"]).toMatchObject({ backend: { s3: { assume_role: { role_arn: roleArn } } } });
  });

  test("lets another account at the states of its environment's stacks, and at no other's", () => {
    const shared = view({ accounts: { "edge-eu": "444455556666" } });
    const { properties } = shared.resource("aws_s3_bucket_policy", { bucket: "${aws_s3_bucket.states.id}" });
    const policy = String(properties["policy"]);
    for (const stack of ["edge-eu", "edge-eu-data", "edge-eu-bootstrap", "edge-eu-vault"]) {
      expect(policy).toContain(`arn:aws:s3:::example-terraform-state/example/${stack}/terraform.tfstate"`);
    }
    expect(policy).toContain('"Sid":"EdgeEuUsesStates"');
    expect(shared.resource("aws_kms_key").properties["policy"]).toContain("arn:aws:iam::444455556666:root");
    expect(view().resource("aws_kms_key").properties["policy"]).not.toContain("444455556666");
  });
});
