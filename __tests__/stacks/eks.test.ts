import type { EksEnvironment } from "../../config";
import { EksStack } from "../../stacks/eks";
import type { Block } from "../../stacks/synthesized-stack";
import { newNetwork, organization } from "../helpers/environments";
import type { StackView } from "../helpers/stack-view";
import { synthesize, testApp } from "../helpers/synthesize";
import { policyOf } from "../constructs/aws/data/example";
import { ACCOUNT, production } from "./aws/example";

function view(rest: Partial<EksEnvironment> = {}, cluster: Partial<EksEnvironment["cluster"]> = {}): StackView {
  return synthesize(new EksStack(testApp(), production(rest, cluster), organization));
}

/** The role by its name, with what it may and who acts in it. */
function role(
  stack: StackView,
  name: string,
): { readonly trust: unknown; readonly policy: unknown; readonly block: Block } {
  const block = stack.resource("aws_iam_role", { name });
  const own = stack.resource("aws_iam_role_policy", { role: `\${${block.address}.name}` });
  return { block, trust: policyOf(block, "assume_role_policy"), policy: policyOf(own) };
}

const EXISTING: EksEnvironment["network"] = {
  vpc: "existing",
  id: "vpc-0a1b2c3d",
  cidr: "10.20.0.0/16",
  zones: { a: { private: "subnet-0a1b2c3d" }, b: { private: "subnet-0a1b2c3e" } },
};

describe("EksStack", () => {
  const stack = view();

  test("is called as the environment, and is of its account and region only", () => {
    expect(stack.stack.name).toBe("production");
    expect(stack.providers("aws")).toEqual([
      expect.objectContaining({ region: "eu-central-1", allowed_account_ids: [ACCOUNT] }),
    ]);
    expect(stack.providers("aws")[0]).not.toHaveProperty("assume_role");
  });

  test("gets into its account by the role that the file names", () => {
    const roleArn = "arn:aws:iam::111122223333:role/platform-apply";
    const [provider] = view({ aws: { account: ACCOUNT, region: "eu-central-1", roleArn } }).providers("aws");
    expect(provider).toMatchObject({ assume_role: [{ role_arn: roleArn, session_name: "production" }] });
  });

  test("has a cluster whose API is inside the network, and in which nobody gets in unnamed", () => {
    stack.resource("aws_eks_cluster", {
      name: "example-production",
      vpc_config: { endpoint_private_access: true, endpoint_public_access: false },
      access_config: { authentication_mode: "API", bootstrap_cluster_creator_admin_permissions: false },
      deletion_protection: true,
    });
    expect(stack.resources("aws_eks_access_entry")).toEqual([]);
  });

  test("has the control plane in the network's intra subnets, and its machines in the private ones", () => {
    const inSubnets = (kind: string) =>
      ["a", "b", "c"].map((zone) => expect.stringContaining(`network_${kind}_${zone}`));
    stack.resource("aws_eks_cluster", { vpc_config: { subnet_ids: inSubnets("intra") } });
    stack.resource("aws_eks_node_group", { subnet_ids: inSubnets("private") });
  });

  test("lives in a network that exists, and makes none", () => {
    const existing = view({ network: EXISTING });
    existing.resource("aws_eks_cluster", { vpc_config: { subnet_ids: ["subnet-0a1b2c3d", "subnet-0a1b2c3e"] } });
    for (const type of ["aws_vpc", "aws_subnet", "aws_nat_gateway", "aws_flow_log"]) {
      expect(existing.resources(type)).toEqual([]);
    }
  });

  test("has a key of its own that goes with the cluster, for its logs and machines too", () => {
    const key = stack.resource("aws_kms_key");
    expect(key.properties).not.toHaveProperty("lifecycle");
    stack.resource("aws_kms_alias", { name: "alias/example-production" });
    expect(policyOf(key)).toMatchObject({
      Statement: [
        { Sid: "AccountDecidesByIam" },
        {
          Principal: { Service: ["logs.eu-central-1.amazonaws.com"] },
          Condition: {
            ArnLike: {
              "kms:EncryptionContext:aws:logs:arn": [
                "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/eks/example-production/cluster",
                expect.stringMatching(/^arn:aws:logs:eu-central-1:111122223333:log-group:.*example-production/),
              ],
            },
          },
        },
        { Sid: "AutoScaling" },
        { Sid: "AutoScalingGrants" },
      ],
    });
    for (const group of stack.resources("aws_cloudwatch_log_group")) {
      expect(group.properties).toMatchObject({ kms_key_id: "${aws_kms_key.key.arn}", retention_in_days: 365 });
    }
  });

  test("has log groups that the key's policy names: no other could be encrypted with it", () => {
    const policy = JSON.stringify(policyOf(stack.resource("aws_kms_key")));
    const groups = stack.resources("aws_cloudwatch_log_group").map(({ properties }) => String(properties["name"]));
    expect(groups).toHaveLength(2);
    for (const name of groups) expect(policy).toContain(`:log-group:${name}"`);
  });

  test.each([
    ["cert-manager", "cert-manager", "cert-manager"],
    ["external-dns", "external-dns", "external-dns"],
    ["vault", "vault", "vault"],
    ["vault", "vault", "vault-snapshots"],
    ["velero", "velero", "velero-server"],
  ])("gives %s in the namespace %s an identity of the service account %s alone", (component, namespace, account) => {
    const { block, trust } = role(stack, `example-production-${component}-${account}`);
    stack.resource("aws_eks_pod_identity_association", {
      cluster_name: "${aws_eks_cluster.cluster.name}",
      namespace,
      service_account: account,
      role_arn: `\${${block.address}.arn}`,
    });
    expect(trust).toMatchObject({
      Statement: [
        {
          Principal: { Service: ["pods.eks.amazonaws.com"] },
          Condition: {
            StringEquals: {
              "aws:RequestTag/eks-cluster-arn": ["${aws_eks_cluster.cluster.arn}"],
              "aws:RequestTag/kubernetes-namespace": [namespace],
              "aws:RequestTag/kubernetes-service-account": [account],
            },
          },
        },
      ],
    });
  });

  test("has no further identity", () => {
    expect(stack.resources("aws_eks_pod_identity_association")).toHaveLength(5);
  });

  test("lets backups use the key of buckets and volumes by its name, and no other", () => {
    expect(role(stack, "example-production-velero-velero-server").policy).toMatchObject({
      Statement: expect.arrayContaining([
        expect.objectContaining({ Sid: "KeepBackups", Resource: ["arn:aws:s3:::example-backups/production/*"] }),
        expect.objectContaining({
          Sid: "UseKeyOfBuckets",
          Condition: {
            StringEquals: { "kms:ViaService": ["s3.eu-central-1.amazonaws.com"] },
            "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/example-production-data"] },
          },
        }),
        expect.objectContaining({ Sid: "GrantKeyOfVolumes" }),
      ]),
    });
  });

  test("gives nobody everything", () => {
    const documents = stack
      .resources("aws_iam_role_policy")
      .map((block) => JSON.stringify(policyOf(block)))
      .join("\n");
    expect(documents).not.toMatch(/"Action":\[[^\]]*"\*"/);
    expect(documents).not.toMatch(/"Action":\["\w+:\*"/);
    const attached = stack
      .resources("aws_iam_role_policy_attachment")
      .map(({ properties }) => properties["policy_arn"]);
    expect(attached.filter((arn) => /FullAccess|Administrator/.test(String(arn)))).toEqual([]);
  });

  test("keeps the addresses that its traffic comes from", () => {
    const made = new EksStack(testApp(), production({ network: newNetwork({ nat: "per-zone" }) }), organization);
    expect(made.namedProtected).toEqual(["a", "b", "c"].map((zone) => `aws_eip.network_nat_${zone}_address`));
  });

  test("has an instance for the tunnel, and none where it is not wanted", () => {
    expect(stack.resources("aws_instance")).toHaveLength(1);
    expect(view({}, { tunnel: false }).resources("aws_instance")).toEqual([]);
  });

  test("keeps the addresses of what is there when a group or a component joins", () => {
    const { nodeGroups } = production().cluster;
    const { general } = nodeGroups;
    if (general === undefined) throw new Error("the example has a group called general");
    const more = view({}, { nodeGroups: { batch: { ...general, minSize: 0 }, ...nodeGroups } });
    expect(more.addresses).toEqual(expect.arrayContaining([...stack.addresses]));
    const { velero, ...components } = production().components;
    expect(velero).toBeDefined();
    expect(stack.addresses).toEqual(expect.arrayContaining([...view({ components }).addresses]));
  });

  test("tags its machines as everything else, which the provider does not do for it", () => {
    const tagged = view({ tags: { team: "platform" } }).resource("aws_launch_template");
    expect(JSON.stringify(tagged.properties["tag_specifications"])).toContain('"team":"platform"');
  });

  test("gives pods that work with the lake a role of their own, of the lake's buckets alone", () => {
    const lake = {
      ingestion: { events: { namespace: "events", serviceAccounts: ["collector"] } },
      workflows: { reports: { namespace: "reports", serviceAccounts: ["runner"] } },
    };
    const made = view({ data: { ...production().data, lake } });
    const [ingests, works] = ["ingestion-events", "workflows-reports"].map((name) =>
      role(made, `example-production-lake-${name}`),
    );
    const bucket = (kind: string) => `arn:aws:s3:::example-production-${ACCOUNT}-${kind}`;
    expect(JSON.stringify(ingests?.trust)).toContain('"aws:RequestTag/kubernetes-service-account":["collector"]');
    expect(JSON.stringify(ingests?.policy)).toContain(`${bucket("raw")}/*`);
    expect(JSON.stringify(ingests?.policy)).not.toContain("s3:GetObject");
    expect(JSON.stringify(works?.policy)).toContain(`${bucket("curated")}/*`);
    for (const [namespace, service_account] of [
      ["events", "collector"],
      ["reports", "runner"],
    ]) {
      made.resource("aws_eks_pod_identity_association", { namespace, service_account });
    }
    expect(
      view()
        .resources("aws_iam_role")
        .filter(({ name }) => name.includes("lake")),
    ).toEqual([]);
  });
});
