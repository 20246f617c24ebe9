import { eksPrivateEndpoint, eksPublicEndpoint } from "../../../policies/rules/eks-endpoint";
import { subject } from "../../helpers/subjects";

function cluster(properties: object) {
  return subject({ resource: { aws_eks_cluster: { main: properties } } });
}

const good = { endpoint_private_access: true, endpoint_public_access: false };
const address = "aws_eks_cluster.main";

describe("EKS-01", () => {
  test("lets a private endpoint pass, as an object or as a list", () => {
    expect(eksPrivateEndpoint.check(cluster({ vpc_config: good }))).toEqual([]);
    expect(eksPrivateEndpoint.check(cluster({ vpc_config: [good] }))).toEqual([]);
  });

  test.each([
    [{ vpc_config: { ...good, endpoint_private_access: false } }, "endpoint_private_access is false."],
    [{ vpc_config: { subnet_ids: ["a"] } }, "endpoint_private_access is not set."],
    [{}, "endpoint_private_access is not set."],
    [{ vpc_config: [{ endpoint_private_access: "${var.x}" }] }, 'endpoint_private_access is "${var.x}".'],
  ])("finds %j", (properties, found) => {
    expect(eksPrivateEndpoint.check(cluster(properties))).toEqual([{ address, found }]);
  });
});

describe("EKS-02", () => {
  test.each([
    good,
    { endpoint_public_access: "false" },
    { endpoint_public_access: true, public_access_cidrs: ["203.0.113.0/24"] },
    { public_access_cidrs: ["203.0.113.0/24", "${aws_eip.office.public_ip}/32"] },
  ])("lets %j pass", (config) => {
    expect(eksPublicEndpoint.check(cluster({ vpc_config: config }))).toEqual([]);
  });

  test.each([
    [{}, "endpoint_public_access is not set and public_access_cidrs is not set."],
    [{ endpoint_public_access: true }, "endpoint_public_access is true and public_access_cidrs is not set."],
    [
      { endpoint_public_access: true, public_access_cidrs: [] },
      "endpoint_public_access is true and public_access_cidrs is [].",
    ],
    [
      { endpoint_public_access: true, public_access_cidrs: ["203.0.113.0/24", "0.0.0.0/0"] },
      'endpoint_public_access is true and public_access_cidrs is ["203.0.113.0/24","0.0.0.0/0"].',
    ],
    [
      { endpoint_public_access: true, public_access_cidrs: ["::/0"] },
      'endpoint_public_access is true and public_access_cidrs is ["::/0"].',
    ],
    [
      { endpoint_public_access: "${var.public}", public_access_cidrs: "${var.ranges}" },
      'endpoint_public_access is "${var.public}" and public_access_cidrs is "${var.ranges}".',
    ],
  ])("finds %j", (config, found) => {
    expect(eksPublicEndpoint.check(cluster({ vpc_config: config }))).toEqual([{ address, found }]);
  });
});
