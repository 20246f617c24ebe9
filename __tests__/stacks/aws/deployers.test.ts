import type { EksEnvironment } from "../../../config";
import { EksDataStack } from "../../../stacks/eks-data";
import { EksStack } from "../../../stacks/eks";
import { chosen } from "../../catalog/example";
import { newNetwork, organization } from "../../helpers/environments";
import { matches, refusedActions } from "../../helpers/iam/allowed";
import { ADMINISTERED, RESOURCE_ACTIONS } from "../../helpers/iam/resource-actions";
import { statementsOfRole } from "../../helpers/iam/role-statements";
import { managedEnvironment } from "../../helpers/managed-argo-cd";
import type { StackView } from "../../helpers/stack-view";
import { synthesize, testApp } from "../../helpers/synthesize";
import { ACCOUNT, production } from "./example";

const ROLES = ["plan", "apply", "deploy"].map((kind) => `arn:aws:iam::${ACCOUNT}:role/example-production-${kind}`);
const STATE: EksEnvironment["state"] = {
  backend: "s3",
  bucket: "example-state",
  region: "eu-west-1",
  kmsKeyId: "alias/example-state",
};
const ATLANTIS = chosen("6.9.3", {
  options: {
    image: "ghcr.io/example/atlantis:0.46.0-1",
    githubUser: "platform-bot",
    repositories: ["github.com/example/platform"],
  },
});

/** An environment that everybody deploys, with all that one can have on AWS. */
function everything(github: EksEnvironment["data"]["github"] = {}): EksEnvironment {
  const base = production();
  return production({
    state: STATE,
    components: {
      ...base.components,
      atlantis: ATLANTIS,
      "external-secrets": chosen("2.9.0"),
      "secret-store": { variants: [], options: {} },
    },
    data: {
      images: { storefront: { keep: {}, untaggedDays: 14 } },
      lake: { ingestion: { events: { namespace: "events", serviceAccounts: ["collector"] } }, workflows: {} },
      zone: "new",
      certificate: true,
      github,
    },
    network: newNetwork({
      podCidr: "100.64.0.0/16",
      endpoints: ["ssm"],
      flowLogs: { destination: "s3", retentionDays: 400 },
    }),
  });
}

function data(environment: EksEnvironment): StackView {
  return synthesize(new EksDataStack(testApp(), environment, organization));
}

function typesOf(...views: readonly StackView[]): readonly string[] {
  return [
    ...new Set(
      views.flatMap(({ addresses }) => addresses.map((one) => one.replace(/^data\./, "").split(".")[0] ?? "")),
    ),
  ];
}

function trustOf(view: StackView, name: string): unknown {
  const { properties } = view.resource("aws_iam_role", { name: `example-production-${name}` });
  return JSON.parse(String(properties["assume_role_policy"]));
}

describe("who deploys an environment on EKS", () => {
  const environment = everything();
  const made = data(environment);
  const of = (role: string) => statementsOfRole(made.json, `example-production-${role}`);
  const types = typesOf(
    made,
    synthesize(new EksStack(testApp(), environment, organization)),
    // Flow logs to CloudWatch need other things than those to a bucket.
    synthesize(new EksStack(testApp(), production(), organization)),
    synthesize(new EksStack(testApp(), managedEnvironment(), organization)),
  );

  test("is nobody where the file names nobody", () => {
    expect(typesOf(data(production())).filter((type) => type.startsWith("aws_iam"))).toEqual([]);
  });

  test("are pull requests and main, which plan, and jobs of one environment on GitHub, which apply", () => {
    const subject = (name: string) => JSON.stringify(trustOf(made, name));
    expect(subject("plan")).toContain(
      '"token.actions.githubusercontent.com:sub":["repo:example/platform:pull_request","repo:example/platform:ref:refs/heads/main"]',
    );
    expect(subject("apply")).toContain(
      '"token.actions.githubusercontent.com:sub":["repo:example/platform:environment:production"]',
    );
  });

  test("are those of the repository and the environment that the file names, by the provider that is there", () => {
    const providerArn = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;
    const named = data(everything({ repository: "example/infra", environment: "aws", providerArn }));
    expect(JSON.stringify(trustOf(named, "apply"))).toContain("repo:example/infra:environment:aws");
    expect(named.resources("aws_iam_openid_connect_provider")).toEqual([]);
  });

  test("is Atlantis, told by the name of its pod's role, which the cluster's stack gives it", () => {
    const pods = synthesize(new EksStack(testApp(), environment, organization)).resources("aws_iam_role");
    const pod = pods.find(({ properties }) =>
      String(properties["description"]).startsWith("Pods of atlantis/atlantis"),
    );
    expect(trustOf(made, "deploy")).toMatchObject({
      Statement: [
        {
          Principal: { AWS: [`arn:aws:iam::${ACCOUNT}:root`] },
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Condition: {
            ArnEquals: { "aws:PrincipalArn": [`arn:aws:iam::${ACCOUNT}:role/${String(pod?.properties["name"])}`] },
          },
        },
      ],
    });
    expect(data({ ...environment, components: production().components }).resources("aws_iam_role")).toHaveLength(2);
  });

  test("knows the key of the state by its alias, in the state's region", () => {
    for (const role of ["plan", "apply", "deploy"]) {
      expect(of(role)).toContainEqual(
        expect.objectContaining({
          sid: "UseStateKey",
          resources: [`arn:aws:kms:eu-west-1:${ACCOUNT}:key/*`],
          conditions: expect.objectContaining({
            "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/example-state"] },
          }),
        }),
      );
    }
  });

  test("has a list of what every type of resource needs", () => {
    expect(types.filter((type) => !(type in RESOURCE_ACTIONS) && !(type in ADMINISTERED))).toEqual([]);
  });

  test.each(["plan", "apply", "deploy"])("the role %s may look at all there is", (role) => {
    const read = types.flatMap((type) => RESOURCE_ACTIONS[type]?.read ?? ADMINISTERED[type] ?? []);
    expect(refusedActions(of(role), read)).toEqual([]);
  });

  test.each(["apply", "deploy"])(
    "the role %s may make and change all there is, and only the role plan may not",
    (role) => {
      const write = types.flatMap((type) => RESOURCE_ACTIONS[type]?.write ?? []);
      expect(refusedActions(of(role), write)).toEqual([]);
      expect(refusedActions(of("plan"), write)).toEqual(
        expect.arrayContaining(["ec2:CreateVpc", "eks:CreateCluster", "iam:PutRolePolicy"]),
      );
    },
  );

  test("no role may delete what is kept, read it, or make what gives rights to itself", () => {
    const never = [
      "ecr:BatchGetImage",
      "ecr:DeleteRepository",
      "iam:CreateAccessKey",
      "iam:CreateOpenIDConnectProvider",
      "iam:CreatePolicy",
      "iam:CreatePolicyVersion",
      "iam:CreateUser",
      "logs:GetLogEvents",
      "route53:DeleteHostedZone",
      "s3:DeleteBucket",
      "secretsmanager:GetSecretValue",
    ];
    for (const role of ["plan", "apply", "deploy"]) expect(refusedActions(of(role), never)).toEqual(never);
  });

  test("the roles that apply are refused any change of a role that deploys", () => {
    for (const role of ["apply", "deploy"]) {
      const [denied] = of(role).filter(({ sid }) => sid === "DenyRolesThatDeploy");
      expect(denied).toMatchObject({ effect: "Deny", resources: ROLES });
      const changes = ["iam:AttachRolePolicy", "iam:PassRole", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"];
      const everywhere = denied && { ...denied, resources: ["*"] };
      expect(everywhere && refusedActions([...of(role), everywhere], changes)).toEqual(changes);
    }
  });

  test("the roles that apply may attach every policy of AWS that the stacks attach, and no other", () => {
    const cluster = synthesize(new EksStack(testApp(), environment, organization));
    const attached = cluster
      .resources("aws_iam_role_policy_attachment")
      .map(({ properties }) => properties["policy_arn"]);
    const [attach] = of("apply").filter(({ sid }) => sid === "AttachPolicies");
    expect(attached.length).toBeGreaterThan(4);
    expect(attach?.conditions?.["ArnEquals"]?.["iam:PolicyARN"]).toEqual(expect.arrayContaining(attached));
    expect(JSON.stringify(attach)).not.toMatch(/FullAccess|Administrator|\*"\]\}/);
  });

  test("the names of the stacks' things are those that the roles may work with", () => {
    const patterns = of("apply").flatMap(({ resources = [] }) => resources);
    const reached = (arn: string) => patterns.some((pattern) => pattern !== "*" && matches(pattern, arn));
    const cluster = synthesize(new EksStack(testApp(), production(), organization));
    const named = (view: StackView, type: string, key: string, arn: string) =>
      view.resources(type).map(({ properties }) => `${arn}${String(properties[key])}`);
    const iam = `arn:aws:iam::${ACCOUNT}`;
    const arns = [
      ...named(made, "aws_s3_bucket", "bucket", "arn:aws:s3:::"),
      ...named(cluster, "aws_iam_role", "name", `${iam}:role/`),
      ...named(cluster, "aws_iam_instance_profile", "name", `${iam}:instance-profile/`),
      ...named(cluster, "aws_cloudwatch_log_group", "name", `arn:aws:logs:eu-central-1:${ACCOUNT}:log-group:`),
      ...named(cluster, "aws_kms_alias", "name", `arn:aws:kms:eu-central-1:${ACCOUNT}:`),
      ...named(made, "aws_kms_alias", "name", `arn:aws:kms:eu-central-1:${ACCOUNT}:`),
      ...named(cluster, "aws_eks_cluster", "name", `arn:aws:eks:eu-central-1:${ACCOUNT}:cluster/`),
    ];
    expect(arns.length).toBeGreaterThan(20);
    expect(arns.filter((arn) => !reached(arn))).toEqual([]);
  });

  test("fit IAM's limits with the longest names that the files allow", () => {
    const long = { ...organization, name: "o".repeat(40) };
    const named = { ...everything(), name: `e${"x".repeat(39)}` };
    expect(() => synthesize(new EksDataStack(testApp(), named, long))).not.toThrow();
  });
});
