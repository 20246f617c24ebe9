import { problemsOf } from "./files";
import { ACROSS } from "./wrong/across";
import { APPLICATIONS } from "./wrong/applications";
import { CLUSTER } from "./wrong/cluster";
import { COMPONENTS } from "./wrong/components";
import { EKS } from "./wrong/eks";
import { EKS_ARGO_CD } from "./wrong/eks-argo-cd";
import { EKS_CLUSTER } from "./wrong/eks-cluster";
import { EKS_NETWORK } from "./wrong/eks-network";
import { EKS_NODE_GROUPS } from "./wrong/eks-node-groups";
import { EKS_RANGES } from "./wrong/eks-ranges";
import { IMAGES } from "./wrong/images";
import { KEYS } from "./wrong/keys";
import { NODES } from "./wrong/nodes";
import { PROFILES } from "./wrong/profiles";
import { PROMOTION } from "./wrong/promotion";
import { STATE_BUCKET } from "./wrong/state-bucket";
import { STATE_AND_GITOPS } from "./wrong/state-and-gitops";
import { SYNTAX } from "./wrong/syntax";
import { TENANTS_AND_CLUSTERS } from "./wrong/tenants-and-clusters";
import { TYPES } from "./wrong/types";

describe.each([
  ["keys", KEYS],
  ["types", TYPES],
  ["machines", NODES],
  ["the cluster", CLUSTER],
  ["EKS: the account, and what outlives the cluster", EKS],
  ["EKS: the network", EKS_NETWORK],
  ["EKS: ranges", EKS_RANGES],
  ["EKS: Argo CD run by AWS", EKS_ARGO_CD],
  ["EKS: the cluster", EKS_CLUSTER],
  ["EKS: node groups", EKS_NODE_GROUPS],
  ["state and gitops", STATE_AND_GITOPS],
  ["the bucket of the states", STATE_BUCKET],
  ["what one place asks of another", ACROSS],
  ["components", COMPONENTS],
  ["applications", APPLICATIONS],
  ["images of applications", IMAGES],
  ["tenants and virtual clusters", TENANTS_AND_CLUSTERS],
  ["profiles", PROFILES],
  ["promotion", PROMOTION],
  ["YAML itself", SYNTAX],
])("a wrong environment file: %s", (_, cases) => {
  test.each(cases)("says what is wrong about $name", ({ yaml, others, message }) => {
    expect(problemsOf({ "environments/staging.yaml": yaml, ...others })).toBe(message);
  });
});
