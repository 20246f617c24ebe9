import { awsNames } from "../../../config/aws-names";
import type { KubernetesObject } from "../../kubernetes";
import type { Cloud } from "../../surroundings";

type Aws = Extract<Cloud, { readonly kind: "aws" }>;

/**
 * The classes of volumes on AWS: of the driver that runs on nodes of node groups, and of EKS Auto Mode. Neither can attach the other's volumes.
 * Where both are, what names no class gets Auto Mode's, which leads its pod to Auto Mode's nodes; volumes that are there stay with their driver.
 */
export function volumeClasses(cloud: Aws, organization: string, environment: string): KubernetesObject[] {
  const { region, account, autoMode } = cloud;
  const key = awsNames(organization, environment, account).dataKey;
  const made = (name: string, isDefault: boolean, provisioner: string, more: object = {}): KubernetesObject => ({
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: { name, annotations: { "storageclass.kubernetes.io/is-default-class": String(isDefault) } },
    provisioner,
    // https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md
    parameters: {
      type: "gp3",
      encrypted: "true",
      kmsKeyId: `arn:aws:kms:${region}:${account}:alias/${key}`,
    },
    // A volume lives in one zone: it is made where the pod is placed.
    volumeBindingMode: "WaitForFirstConsumer",
    allowVolumeExpansion: true,
    reclaimPolicy: "Delete",
    ...more,
  });
  const driver = made("encrypted", autoMode === undefined, "ebs.csi.aws.com");
  if (autoMode === undefined) return [driver];
  // A class is never changed, so that Auto Mode's has a name of its own.
  // https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html
  const auto = made("encrypted-auto", true, "ebs.csi.eks.amazonaws.com", {
    allowedTopologies: [{ matchLabelExpressions: [{ key: "eks.amazonaws.com/compute-type", values: ["auto"] }] }],
  });
  return autoMode.otherVolumes ? [driver, auto] : [auto];
}
