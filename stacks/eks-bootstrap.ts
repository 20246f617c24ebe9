import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { engineBootstrap, engineFollowed } from "../catalog/inventory";
import { awsNames } from "../config/aws-names";
import type { EksEnvironment, Organization } from "../config";
import { HelmDelivery } from "../constructs/gitops/helm-delivery";
import { ManagedDelivery } from "../constructs/gitops/managed-delivery";
import { BaseStack } from "./base-stack";
import type { EksStack } from "./eks";
import { environmentProps } from "./environment-props";
import { neededSecrets } from "./variables";

/**
 * Argo CD in a cluster on EKS, or for Argo CD that AWS runs what it is to follow. It has a stack of its own because its providers need the cluster's API, which is there only
 * after the cluster's stack; whoever deploys it signs in to the cluster by the aws command, and no token is in any state.
 *
 * Where the API is inside the network, `KUBE_PROXY_URL` names a proxy that leads there: both providers read it, and
 * `platform tunnel` opens one.
 */
export class EksBootstrapStack extends BaseStack {
  constructor(scope: Construct, settings: EksEnvironment, organization: Organization, { cluster }: EksStack) {
    super(scope, `${settings.name}-bootstrap`, environmentProps(settings, organization));
    const { account, region, roleArn } = settings.aws;
    const { cluster: name } = awsNames(organization.name, settings.name, account);
    const role = roleArn === undefined ? [] : ["--role-arn", roleArn];
    const exec = {
      apiVersion: "client.authentication.k8s.io/v1beta1",
      command: "aws",
      args: ["eks", "get-token", "--cluster-name", name, "--region", region, "--output", "json", ...role],
    };
    const api = { host: cluster.endpoint, clusterCaCertificate: Fn.base64decode(cluster.certificateAuthority) };
    new KubernetesProvider(this, "kubernetes", { ...api, exec: [exec] });
    new HelmProvider(this, "helm", { kubernetes: { ...api, exec } });
    const [credential] = neededSecrets(settings).map((name) => `var.${this.secret(name).friendlyUniqueId}`);
    const secret = credential === undefined ? {} : { credential };
    if (settings.cluster.managedArgoCd === undefined) {
      new HelmDelivery(this, "argo_cd", { bootstrap: engineBootstrap(settings, organization), ...secret });
    } else {
      new ManagedDelivery(this, "argo_cd", { followed: engineFollowed(settings, organization), ...secret });
    }
  }
}
