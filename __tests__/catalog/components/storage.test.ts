import { storage } from "../../../catalog/components/storage";
import { kindsOf, objectOf } from "./objects";
import { awsCloud, configure, onAws, onAzure } from "./surroundings";

describe("storage", () => {
  const made = configure(storage, {}, onAws);

  test("is the one class of volumes that pods get without asking", () => {
    expect(kindsOf(made)).toEqual(["StorageClass encrypted"]);
    expect(objectOf(made, "StorageClass")).toMatchObject({
      metadata: { annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
      provisioner: "ebs.csi.aws.com",
    });
  });

  test("encrypts with the key that outlives the cluster, by its alias", () => {
    expect(objectOf(made, "StorageClass")).toMatchObject({
      parameters: {
        type: "gp3",
        encrypted: "true",
        kmsKeyId: "arn:aws:kms:eu-central-1:123456789012:alias/example-production-data",
      },
    });
  });

  test("makes a volume in the zone where its pod is placed", () => {
    expect(objectOf(made, "StorageClass")).toMatchObject({ volumeBindingMode: "WaitForFirstConsumer" });
  });

  describe("with EKS Auto Mode", () => {
    const withAuto = (otherNodes: boolean, otherVolumes: boolean) =>
      configure(storage, {}, { ...onAws, cloud: { ...awsCloud, autoMode: { otherNodes, otherVolumes } } });

    test("is Auto Mode's own class, under the same key, for pods on Auto Mode's nodes", () => {
      const made = withAuto(false, false);
      expect(kindsOf(made)).toEqual(["StorageClass encrypted-auto", "ConfigMap amazon-vpc-cni"]);
      expect(objectOf(made, "StorageClass")).toMatchObject({
        metadata: { annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
        provisioner: "ebs.csi.eks.amazonaws.com",
        parameters: { kmsKeyId: "arn:aws:kms:eu-central-1:123456789012:alias/example-production-data" },
        allowedTopologies: [{ matchLabelExpressions: [{ key: "eks.amazonaws.com/compute-type", values: ["auto"] }] }],
      });
    });

    test("leaves the driver's class as it is beside it, but for being the default", () => {
      const both = withAuto(true, true).manifests.filter(({ kind }) => kind === "StorageClass");
      const [driver] = configure(storage, {}, onAws).manifests;
      const annotations = { "storageclass.kubernetes.io/is-default-class": "false" };
      expect(both).toEqual([
        { ...driver, metadata: { ...driver?.metadata, annotations } },
        objectOf(withAuto(false, false), "StorageClass"),
      ]);
    });

    test("has network policies enforced where no add-on does it", () => {
      expect(objectOf(withAuto(false, false), "ConfigMap")).toMatchObject({
        metadata: { namespace: "kube-system" },
        data: { "enable-network-policy-controller": "true" },
      });
      expect(kindsOf(withAuto(true, true))).not.toContain("ConfigMap amazon-vpc-cni");
    });
  });

  test("comes to nothing where the cluster brings a class of its own", () => {
    expect(configure(storage).manifests).toEqual([]);
    expect(configure(storage, {}, onAzure).manifests).toEqual([]);
  });
});
