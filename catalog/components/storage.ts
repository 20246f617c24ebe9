import { awsNames } from "../../config/aws-names";
import { NO_OPTIONS, component } from "../define";

/**
 * The class of volumes for whoever names none. k3s and AKS bring one of their own, so that it comes to nothing there; EKS
 * has none, and its driver's would leave it to the account whether volumes are encrypted.
 */
export const storage = component({
  name: "storage",
  summary: "The default class of volumes on AWS: encrypted with the environment's key.",
  group: "clusters",
  namespace: "storage",
  podSecurity: "restricted",
  options: NO_OPTIONS,
  manifests: ({ cloud, organization, environment }) => {
    if (cloud.kind !== "aws") return [];
    const { region, account } = cloud;
    return [
      {
        apiVersion: "storage.k8s.io/v1",
        kind: "StorageClass",
        metadata: { name: "encrypted", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
        provisioner: "ebs.csi.aws.com",
        // https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md
        parameters: {
          type: "gp3",
          encrypted: "true",
          kmsKeyId: `arn:aws:kms:${region}:${account}:alias/${awsNames(organization, environment, account).dataKey}`,
        },
        // A volume lives in one zone: it is made where the pod is placed.
        volumeBindingMode: "WaitForFirstConsumer",
        allowVolumeExpansion: true,
        reclaimPolicy: "Delete",
      },
    ];
  },
});
