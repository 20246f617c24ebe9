import { labelKeyProblem } from "../../../config/schema/labels";

describe("labelKeyProblem", () => {
  test.each([
    "disk",
    "example.org/disk",
    "nvidia.com/gpu",
    "node.kubernetes.io/instance-type",
    "topology.kubernetes.io/zone",
    "x.node.kubernetes.io/a",
  ])("finds nothing wrong with %s", (key) => {
    expect(labelKeyProblem(key)).toBeUndefined();
  });

  test.each(["kubernetes.io/role", "node-role.kubernetes.io/worker", "k8s.io/x", "app.k8s.io/x"])(
    "says that %s is reserved, because a kubelet that sets it is refused",
    (key) => {
      expect(labelKeyProblem(key)).toMatch(/^is reserved by Kubernetes/);
    },
  );

  test.each(["", "/", "a/", "/a", "a/b/c", "-a", "a-", "Example.org/a", "a b", "a".repeat(64)])(
    "says that %j is no label key",
    (key) => {
      expect(labelKeyProblem(key)).toMatch(/^is not a Kubernetes label key/);
    },
  );
});
