import { clusterProps } from "../../../stacks/aws/cluster-props";
import { eksEnvironment, nodeGroup } from "../../helpers/environments";

const principal = "arn:aws:iam::111122223333:role/developers";

describe("the cluster's props", () => {
  test("are what the file says", () => {
    const nodeGroups = { gpu: nodeGroup({ amiType: "AL2023_x86_64_NVIDIA", instanceTypes: ["g6.xlarge"] }) };
    const cluster = {
      version: "1.34",
      publicAccess: ["203.0.113.0/24"],
      serviceCidr: "10.100.0.0/16",
      logRetentionDays: 90,
      deletionProtection: false,
      nodeGroups,
    };
    const environment = eksEnvironment("production", cluster);
    expect(clusterProps(environment)).toEqual({
      version: "1.34",
      region: "eu-central-1",
      account: "111122223333",
      publicAccessCidrs: ["203.0.113.0/24"],
      serviceCidr: "10.100.0.0/16",
      logRetentionDays: 90,
      supportType: "STANDARD",
      deletionProtection: false,
      access: {},
      addOns: environment.cluster.addOns,
      nodeGroups,
    });
  });

  test("have Auto Mode when the file does, and else say nothing of it", () => {
    const autoMode = { nodePools: ["general-purpose" as const] };
    expect(clusterProps(eksEnvironment("production", { autoMode })).autoMode).toEqual(autoMode);
    expect(clusterProps(eksEnvironment())).not.toHaveProperty("autoMode");
  });

  test("pay for extended support only when told", () => {
    expect(clusterProps(eksEnvironment("production", { extendedSupport: true })).supportType).toBe("EXTENDED");
  });

  test.each([
    ["cluster-admin", "AmazonEKSClusterAdminPolicy"],
    ["admin", "AmazonEKSAdminPolicy"],
    ["edit", "AmazonEKSEditPolicy"],
    ["view", "AmazonEKSViewPolicy"],
    ["admin-view", "AmazonEKSAdminViewPolicy"],
  ] as const)("take %s for %s, in the whole cluster or in the namespaces that are named", (policy, name) => {
    const accessTo = (...namespaces: readonly string[]) =>
      clusterProps(eksEnvironment("production", { access: { people: { principal, policy, namespaces } } })).access;
    expect(accessTo()).toEqual({ people: { principalArn: principal, policy: name } });
    expect(accessTo("shop")).toEqual({ people: { principalArn: principal, policy: name, namespaces: ["shop"] } });
  });
});
