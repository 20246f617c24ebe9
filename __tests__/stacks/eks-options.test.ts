import type { EksEnvironment } from "../../config";
import { EksStack } from "../../stacks/eks";
import type { Block } from "../../stacks/synthesized-stack";
import { chosen } from "../catalog/example";
import { newNetwork, nodeGroup, organization } from "../helpers/environments";
import { GROUP, INSTANCE } from "../helpers/managed-argo-cd";
import { synthesize, testApp } from "../helpers/synthesize";
import { ACCOUNT, production } from "./aws/example";

type Cluster = Partial<EksEnvironment["cluster"]>;

/** Resources and data sources by their addresses. */
function blocks(rest: Partial<EksEnvironment> = {}, cluster: Cluster = {}): ReadonlyMap<string, Block["properties"]> {
  const view = synthesize(new EksStack(testApp(), production(rest, cluster), organization));
  const all = [...view.resources(), ...view.dataSources()];
  return new Map(all.map(({ address, properties }) => [address, properties]));
}

const base = blocks();

/** What an option makes of the stack: what comes, what goes, and the arguments that are others. */
function change(rest: Partial<EksEnvironment>, cluster: Cluster): object {
  const now = blocks(rest, cluster);
  const changed = [...now].flatMap(([address, properties]) => {
    const before = base.get(address);
    if (before === undefined) return [];
    const names = [...new Set([...Object.keys(before), ...Object.keys(properties)])].sort();
    const others = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(properties[name]));
    return others.length === 0
      ? []
      : [[address, Object.fromEntries(others.map((name) => [name, properties[name]]))] as const];
  });
  return {
    comes: Object.fromEntries([...now].filter(([address]) => !base.has(address))),
    goes: [...base.keys()].filter((address) => !now.has(address)),
    changes: Object.fromEntries(changed),
  };
}

const { addOns } = production().cluster;
const ON_AUTO_MODE: Cluster["addOns"] = { "metrics-server": addOns["metrics-server"] };
/** What Velero keeps files of volumes with, since it takes no snapshots there. */
const WITH_FILES: Partial<EksEnvironment> = {
  components: {
    ...production().components,
    "external-secrets": chosen("2.9.0"),
    "secret-store": { variants: [], options: {} },
  },
};
const POOLS = ["general-purpose", "system"] as const;

const OPTIONS: readonly (readonly [name: string, rest: Partial<EksEnvironment>, cluster: Cluster])[] = [
  ["a NAT gateway in every zone", { network: newNetwork({ nat: "per-zone" }) }, {}],
  ["no NAT gateway", { network: newNetwork({ nat: "none" }) }, {}],
  ["a range of its own for pods", { network: newNetwork({ podCidr: "100.64.0.0/16" }) }, {}],
  ["endpoints of services", { network: newNetwork({ endpoints: ["ecr.api"] }) }, {}],
  ["flow logs in a bucket", { network: newNetwork({ flowLogs: { destination: "s3", retentionDays: 90 } }) }, {}],
  [
    "a role that deploys",
    { aws: { account: ACCOUNT, region: "eu-central-1", roleArn: `arn:aws:iam::${ACCOUNT}:role/apply` } },
    {},
  ],
  ["an API that some reach over the internet", {}, { publicAccess: ["203.0.113.0/24"] }],
  ["extended support", {}, { extendedSupport: true }],
  ["no protection, so that it can be destroyed", {}, { deletionProtection: false }],
  ["no tunnel", {}, { tunnel: false }],
  [
    "somebody who sees one namespace",
    {},
    { access: { shop: { principal: `arn:aws:iam::${ACCOUNT}:role/shop`, policy: "view", namespaces: ["shop"] } } },
  ],
  ["volumes on EFS", {}, { addOns: { ...addOns, "aws-efs-csi-driver": { version: "v3.4.2-eksbuild.1" } } }],
  [
    "a lake with pods that work with it",
    {
      data: {
        ...production().data,
        lake: {
          ingestion: { events: { namespace: "events", serviceAccounts: ["collector"] } },
          workflows: { reports: { namespace: "reports", serviceAccounts: ["runner", "planner"] } },
        },
      },
    },
    {},
  ],
  [
    "a group on spot with Amazon Linux",
    {},
    {
      nodeGroups: {
        general: nodeGroup(),
        spot: nodeGroup({
          amiType: "AL2023_x86_64_STANDARD",
          instanceTypes: ["m7i.large", "m6i.large"],
          capacityType: "SPOT",
        }),
      },
    },
  ],
  [
    "a group with GPUs, for those that tolerate it",
    {},
    {
      nodeGroups: {
        general: nodeGroup(),
        gpu: nodeGroup({
          amiType: "BOTTLEROCKET_x86_64_NVIDIA",
          instanceTypes: ["g6.xlarge"],
          labels: { "example.org/gpu": "true" },
          taints: { "nvidia.com/gpu": { value: "true", effect: "NoSchedule" } },
          minSize: 0,
        }),
      },
    },
  ],
  ["Auto Mode beside a group", WITH_FILES, { autoMode: { nodePools: POOLS } }],
  ["Auto Mode alone", WITH_FILES, { autoMode: { nodePools: POOLS }, nodeGroups: {}, addOns: ON_AUTO_MODE }],
  [
    "Argo CD run by AWS",
    {},
    {
      managedArgoCd: {
        identityCenter: { instance: INSTANCE },
        access: { platform: { group: GROUP, role: "admin" } },
        vpcEndpoints: [],
      },
    },
  ],
];

describe("an option of an environment on EKS changes nothing but this", () => {
  test.each(OPTIONS)("%s", (_, rest, cluster) => {
    const made = change(rest, cluster);
    if (rest.aws === undefined) expect(made).not.toEqual({ comes: {}, goes: [], changes: {} });
    expect(made).toMatchSnapshot();
  });
});
