import { objectOf } from "../../../stacks/synthesized-stack";
import { Production, describeSimulated, type StackName } from "./production";

const CLUSTER = "aws_eks_cluster.cluster";
const NODES = "aws_eks_node_group.cluster_nodes_general";
const UNCHANGED = { code: 0, planned: {}, messages: "" };
const SUCCEEDED = { code: 0, messages: "" };

/** The tests are steps of one life: each begins where the one before ended. */
describeSimulated("production on AWS", (engine) => {
  let production: Production;
  beforeAll(() => {
    production = new Production(engine);
  });
  afterAll(() => {
    production.dispose();
  });

  const typesOf = (addresses: readonly string[]) => [
    ...new Set(addresses.map((address) => address.replace(/\..*$/, ""))),
  ];
  /** Every resource of these stacks is there once, and nothing else is. */
  const expectInCloud = (...stacks: readonly StackName[]) => {
    const resources = stacks.flatMap((stack) => production.addresses(stack));
    expect(Object.keys(production.cloud.all)).toHaveLength(resources.length);
  };
  const expectUnchanged = (stack: StackName) => {
    expect(production.plan(stack)).toMatchObject(UNCHANGED);
  };

  test("what outlives the cluster is made without it", () => {
    const made = production.apply("production-data");
    expect(made).toMatchObject(SUCCEEDED);
    expect(made.addresses("create")).toEqual(production.addresses("production-data"));
    expectInCloud("production-data");
  });

  test("a first apply whose nodes fail says so, and the next one makes what is missing and nothing twice", () => {
    production.describe([[["network", "nat"], "single"]]);
    const failed = production.apply("production", "aws_eks_node_group:create");
    expect(failed.code).toBe(1);
    expect(failed.failed).toEqual([NODES]);
    expect(failed.messages).toContain("simulated failure: create of aws_eks_node_group");
    expect(production.cloud.objects("aws_eks_cluster")).toHaveLength(1);

    const resumed = production.apply("production");
    expect(resumed).toMatchObject(SUCCEEDED);
    expect(resumed.addresses("create")).toEqual(Object.keys(resumed.planned).sort());
    expect(typesOf(resumed.addresses("create"))).toEqual(["aws_eks_addon", "aws_eks_node_group"]);
    expectInCloud("production-data", "production");
  });

  test("a second plan of either stack is empty", () => {
    expectUnchanged("production");
    expectUnchanged("production-data");
  });

  test("the number of nodes that an autoscaler chose is no difference", () => {
    production.cloud.change(
      "aws_eks_node_group",
      {},
      { scaling_config: [{ desired_size: 7, max_size: 9, min_size: 3 }] },
    );
    expectUnchanged("production");
  });

  test("a NAT gateway in every zone instead of one changes routes, gateways and addresses, and the first gateway stays", () => {
    production.describe([[["network", "nat"], "per-zone"]]);
    const widened = production.apply("production");
    expect(widened).toMatchObject(SUCCEEDED);
    expect(widened.planned).toEqual({
      "aws_eip.network_nat_b_address": "create",
      "aws_eip.network_nat_c_address": "create",
      "aws_nat_gateway.network_nat_b": "create",
      "aws_nat_gateway.network_nat_c": "create",
      "aws_route.network_private_b_routes_egress": "update",
      "aws_route.network_private_c_routes_egress": "update",
    });
  });

  test("another zone, more nodes, a newer Kubernetes and one more person: nothing is replaced, and the old zones' subnets stay", () => {
    const subnets = production.cloud.objects("aws_subnet");
    const { vpc_config: vpcConfig } = production.cloud.object("aws_eks_cluster");
    production.describe([
      [["network", "zones", "d"], { slot: 3 }],
      [
        ["cluster", "nodeGroups", "general", "zones"],
        ["a", "b", "c"],
      ],
      [["cluster", "nodeGroups", "general", "maxSize"], 12],
      [["cluster", "version"], "1.36"],
      [["cluster", "access", "auditors"], { principal: "arn:aws:iam::111122223333:role/auditors", policy: "view" }],
    ]);
    const grown = production.apply("production");
    expect(grown).toMatchObject(SUCCEEDED);
    expect(new Set(Object.values(grown.planned))).toEqual(new Set(["create", "update"]));
    expect(grown.addresses("create").filter((address) => !/_d(_|$)|auditors/.test(address))).toEqual([]);
    expect(grown.addresses("update")).toEqual([
      CLUSTER,
      NODES,
      "aws_vpc_endpoint.network_gateway_dynamodb",
      "aws_vpc_endpoint.network_gateway_s3",
    ]);
    for (const subnet of subnets)
      expect(production.cloud.objects("aws_subnet", { id: subnet["id"] })).toEqual([subnet]);
    // EKS takes no other zones for a control plane than those it began with.
    expect(production.cloud.object("aws_eks_cluster")).toMatchObject({ version: "1.36", vpc_config: vpcConfig });
    expect(production.cloud.object("aws_eks_node_group")).toMatchObject({
      version: "1.36",
      scaling_config: [{ desired_size: 7, max_size: 12, min_size: 3 }],
    });
    // The nodes follow the control plane, never the other way round.
    expect(grown.story.indexOf(`update ${CLUSTER}`)).toBeLessThan(grown.story.indexOf(`begin update ${NODES}`));
  });

  test("another instance type and zone make new nodes before the old ones go; when that fails, the old ones stay until it succeeds", () => {
    const [old] = production.cloud.objects("aws_eks_node_group");
    production.describe([
      [["cluster", "nodeGroups", "general", "instanceTypes"], ["m7g.2xlarge"]],
      [
        ["cluster", "nodeGroups", "general", "zones"],
        ["a", "b", "c", "d"],
      ],
    ]);
    expect(production.apply("production", "aws_eks_node_group:create")).toMatchObject({ code: 1, failed: [NODES] });
    expect(production.cloud.objects("aws_eks_node_group")).toEqual([old]);

    const replaced = production.apply("production");
    expect(replaced).toMatchObject(SUCCEEDED);
    expect(replaced.planned).toEqual({ [NODES]: "replace" });
    expect(replaced.story).toEqual([
      `begin create ${NODES}`,
      `create ${NODES}`,
      `begin delete ${NODES}`,
      `delete ${NODES}`,
    ]);
    expect(production.cloud.objects("aws_eks_node_group")).toMatchObject([{ instance_types: ["m7g.2xlarge"] }]);
  });

  test("what somebody changed by hand is seen and put back: an open security group, a public API, a deleted route", () => {
    const rule = { protocol: "-1", from_port: 0, to_port: 0, cidr_blocks: ["0.0.0.0/0"], ipv6_cidr_blocks: [] };
    const rest = { prefix_list_ids: [], security_groups: [], self: false, description: "" };
    const [vpcConfig] = [production.cloud.object("aws_eks_cluster")["vpc_config"]].flat().map(objectOf);
    production.cloud.change("aws_default_security_group", {}, { ingress: [{ ...rule, ...rest }] });
    production.cloud.change("aws_eks_cluster", {}, { vpc_config: [{ ...vpcConfig, endpoint_public_access: true }] });
    production.cloud.remove("aws_route", { nat_gateway_id: natOf("b") });
    const repaired = production.apply("production");
    expect(repaired).toMatchObject(SUCCEEDED);
    expect(repaired.planned).toEqual({
      "aws_default_security_group.network_default_security_group": "update",
      [CLUSTER]: "update",
      "aws_route.network_private_b_routes_egress": "create",
    });
    expect(production.cloud.object("aws_default_security_group")).toMatchObject({ ingress: [] });
    expect(production.cloud.object("aws_eks_cluster")).toMatchObject({
      vpc_config: [{ endpoint_public_access: false }],
    });
    expect(production.cloud.objects("aws_route", { nat_gateway_id: natOf("b") })).toHaveLength(1);
  });

  test("a cluster that exists is taken over by its name, without being replaced", () => {
    production.forget("production", CLUSTER);
    // AWS doesn't tell these of a cluster that is imported.
    const access = { authentication_mode: "API", bootstrap_cluster_creator_admin_permissions: null };
    production.cloud.change("aws_eks_cluster", {}, { bootstrap_self_managed_addons: null, access_config: [access] });
    production.describe([], (stack) => {
      stack.importing(CLUSTER, "example-production");
    });
    const imported = production.apply("production");
    expect(imported).toMatchObject(SUCCEEDED);
    expect(imported.planned).toEqual({ [CLUSTER]: "import" });
    expect(production.cloud.objects("aws_eks_cluster")).toHaveLength(1);
  });

  test("Argo CD that AWS runs comes to a cluster that is there, which stays as it is, and goes again", () => {
    const managed = {
      identityCenter: { instance: "arn:aws:sso:::instance/ssoins-0123456789abcdef" },
      access: { platform: { group: "93670a5c2b-0d5f1a2b-3c4d-5e6f-7a8b-9c0d1e2f3a4b", role: "admin" } },
    };
    const made = {
      "aws_eks_access_policy_association.argo_cd_policy": "create",
      "aws_eks_capability.argo_cd": "create",
      "aws_iam_role.argo_cd_role": "create",
    };
    production.describe([
      [["cluster", "managedArgoCd"], managed],
      [["components", "argo-cd"], undefined],
      [["components", "argo-cd-sso"], null],
    ]);
    expect(production.apply("production")).toMatchObject({ ...SUCCEEDED, planned: made });
    expectUnchanged("production");
    const { arn } = production.cloud.object("aws_iam_role", { name: "example-production-argo-cd" });
    expect(production.cloud.objects("aws_eks_access_policy_association", { principal_arn: arn })).toHaveLength(1);
    production.describe([
      [["cluster", "managedArgoCd"], undefined],
      [["components", "argo-cd"], { version: "10.1.1" }],
      [["components", "argo-cd-sso"], undefined],
    ]);
    const gone = Object.fromEntries(Object.keys(made).map((address) => [address, "delete"]));
    expect(production.apply("production")).toMatchObject({ ...SUCCEEDED, planned: gone });
    expectInCloud("production-data", "production");
  });

  test("production is destroyed and made again, and what outlives it sees nothing of that", () => {
    production.describe([[["cluster", "deletionProtection"], false]]);
    expect(production.apply("production")).toMatchObject({ ...SUCCEEDED, planned: { [CLUSTER]: "update" } });
    expect(production.destroy("production")).toMatchObject(SUCCEEDED);
    expectInCloud("production-data");
    expectUnchanged("production-data");
    production.describe([[["cluster", "deletionProtection"], true]]);
    const again = production.apply("production");
    expect(again).toMatchObject(SUCCEEDED);
    expect(again.addresses("create")).toEqual(production.addresses("production"));
    expectInCloud("production-data", "production");
  });

  test("what outlives the cluster can't be destroyed, and the refusal names it", () => {
    const before = production.cloud.all;
    const retained = production.addresses("production-data", { lifecycle: { prevent_destroy: true } });
    expect(typesOf(retained)).toEqual(["aws_kms_key", "aws_route53_zone", "aws_s3_bucket"]);
    const refused = production.destroy("production-data");
    expect(refused.code).toBe(1);
    for (const address of retained) {
      expect(refused.messages).toMatch(
        new RegExp(`${address.replace(".", "\\.")} has (lifecycle\\.)?prevent_destroy set`),
      );
    }
    expect(production.cloud.all).toEqual(before);
  });

  function natOf(zone: string): unknown {
    return production.cloud.object("aws_nat_gateway", { tags: { Name: `example-production-nat-${zone}` } })["id"];
  }
});
