import * as fc from "fast-check";
import { ApplyPolicies } from "../../../../constructs/aws/identity/apply-policies";
import { applyPolicies } from "../../../../constructs/aws/identity/apply-statements";
import type { Deployment } from "../../../../constructs/aws/identity/apply/deployment";
import { mayDeployRoles } from "../../../../constructs/aws/identity/apply/roles";
import { limitedName } from "../../../../constructs/aws/limited-name";
import { matches } from "../../../helpers/iam/allowed";
import { synthesize } from "../../../helpers/synthesize";
import { awsStack } from "../data/example";

const deployment: Deployment = {
  name: "example-production",
  account: "111122223333",
  region: "eu-central-1",
  tags: { organization: "example", environment: "production" },
  stack: "production",
  buckets: ["example-production-backups", "backups-of-example"],
  zone: "example.org",
};

const all = Object.values(applyPolicies(deployment)).flat();
const statement = (sid: string) => all.find((one) => one.sid === sid);

function view(over: Partial<Deployment> = {}) {
  const stack = awsStack();
  new ApplyPolicies(stack, "deployment", { ...deployment, ...over });
  return synthesize(stack);
}

describe("ApplyPolicies", () => {
  test("are one for each part of an environment", () => {
    expect(
      view()
        .resources("aws_iam_policy")
        .map(({ properties }) => properties["name"]),
    ).toEqual(["cluster", "data", "network", "roles"].map((part) => `example-production-apply-${part}`));
  });

  test("refuse what IAM would refuse for its length, and say what shortens it", () => {
    const buckets = Array.from({ length: 80 }, (_, index) => `${"b".repeat(60)}${String(index)}`);
    expect(() => view({ buckets })).toThrow(
      /^test\/deployment: the policy "data" has \d+ characters, and IAM takes 6144\. Let the names of buckets begin with "example-production-": one pattern stands for those\.$/,
    );
    expect(() => view({ buckets: buckets.map((name) => `example-production-${name}`.slice(0, 63)) })).not.toThrow();
  });

  test("allow nothing on everything that no condition narrows, but to make a zone", () => {
    const open = all.filter(({ resources, conditions }) => resources?.includes("*") && conditions === undefined);
    expect(open.map(({ sid }) => sid)).toEqual(["MakeZone"]);
    expect(all.flatMap(({ actions }) => actions).filter((action) => /^\w+:\*$/.test(action))).toEqual([]);
  });

  test("take down only machines, networks and keys that bear the environment's tags", () => {
    const tags = { "aws:ResourceTag/organization": ["example"], "aws:ResourceTag/environment": ["production"] };
    for (const sid of ["DeleteNetwork", "DeleteClusterKey", "ManageKeys"]) {
      expect(statement(sid)?.conditions?.["StringEquals"]).toMatchObject(tags);
    }
    expect(statement("DeleteClusterKey")?.conditions?.["StringEquals"]).toMatchObject({
      "aws:ResourceTag/stack": ["production"],
    });
    const deleting = all.filter(({ actions }) =>
      actions.some((action) => /^(?:ec2:(?:DeleteVpc|Terminate)|kms:Sched)/.test(action)),
    );
    expect(deleting.map(({ sid }) => sid)).toEqual(["DeleteNetwork", "DeleteClusterKey"]);
  });

  test("change buckets of the environment by one pattern, and others by their names", () => {
    expect(statement("DeployBuckets")?.resources).toEqual([
      "arn:aws:s3:::example-production-*",
      "arn:aws:s3:::backups-of-example",
    ]);
  });

  test("change no records but those that prove a domain", () => {
    expect(statement("ProveDomain")?.conditions).toEqual({
      "ForAllValues:StringLike": { "route53:ChangeResourceRecordSetsNormalizedRecordNames": ["_*.example.org"] },
      "ForAllValues:StringEquals": { "route53:ChangeResourceRecordSetsRecordTypes": ["CNAME"] },
    });
    const { zone: _, ...without } = deployment;
    expect(JSON.stringify(applyPolicies(without))).not.toContain("route53");
  });

  test("hand roles on to the services that they are for, and to no other", () => {
    expect(statement("HandRolesOn")?.conditions).toEqual({
      StringEquals: {
        "iam:PassedToService": [
          "capabilities.eks.amazonaws.com",
          "ec2.amazonaws.com",
          "eks.amazonaws.com",
          "pods.eks.amazonaws.com",
          "vpc-flow-logs.amazonaws.com",
        ],
      },
    });
  });

  test("open a session that forwards a port of the tunnel's instance, and no shell", () => {
    expect(statement("OpenTunnel")?.conditions).toEqual({
      StringEquals: { "ssm:resourceTag/Name": ["example-production-tunnel"] },
      BoolIfExists: { "ssm:SessionDocumentAccessCheck": ["true"] },
    });
    expect(statement("ForwardPort")?.resources).toEqual([
      "arn:aws:ssm:eu-central-1::document/AWS-StartPortForwardingSessionToRemoteHost",
    ]);
  });

  test("know the environment's roles whatever IAM's limit cuts off their names", () => {
    const letters = (minLength: number, maxLength: number) =>
      fc.string({ unit: fc.constantFrom("a", "b", "1", "-"), minLength, maxLength, size: "max" });
    fc.assert(
      fc.property(letters(3, 81), letters(1, 60), (name, purpose) => {
        const [roles] = mayDeployRoles({ ...deployment, name });
        const arn = `arn:aws:iam::111122223333:role/${limitedName(`${name}-${purpose}`, 64)}`;
        expect(roles?.resources?.some((pattern) => matches(pattern, arn))).toBe(true);
      }),
    );
  });
});
