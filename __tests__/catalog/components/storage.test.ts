import { storage } from "../../../catalog/components/storage";
import { kindsOf, objectOf } from "./objects";
import { configure, onAws, onAzure } from "./surroundings";

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

  test("comes to nothing where the cluster brings a class of its own", () => {
    expect(configure(storage).manifests).toEqual([]);
    expect(configure(storage, {}, onAzure).manifests).toEqual([]);
  });
});
