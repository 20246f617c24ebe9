import { TunnelInstance } from "../../../../constructs/aws/tunnel/tunnel-instance";
import { synthesize } from "../../../helpers/synthesize";
import { awsStack } from "../data/example";

function view() {
  const stack = awsStack();
  new TunnelInstance(stack, "tunnel", {
    name: "example-production-tunnel",
    vpcId: "vpc-1",
    subnetId: "subnet-1",
    clusterSecurityGroupId: "sg-cluster",
    kmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1",
  });
  return synthesize(stack);
}

describe("TunnelInstance", () => {
  test("lets nobody in: it has no address of the internet, no key and no rule for what comes", () => {
    const { properties } = view().resource("aws_instance");
    expect(properties).toMatchObject({ associate_public_ip_address: false, subnet_id: "subnet-1" });
    expect(properties).not.toHaveProperty("key_name");
    expect(view().resource("aws_security_group").properties).not.toHaveProperty("ingress");
    expect(view().resources("aws_vpc_security_group_ingress_rule")).toHaveLength(1);
  });

  test("reaches the cluster's API by a rule of its own, and nothing else of the cluster", () => {
    expect(view().resource("aws_vpc_security_group_ingress_rule").properties).toMatchObject({
      security_group_id: "sg-cluster",
      referenced_security_group_id: "${aws_security_group.tunnel_group.id}",
      ip_protocol: "tcp",
      from_port: 443,
      to_port: 443,
    });
  });

  test("speaks HTTPS to the outside and nothing else", () => {
    expect(view().resource("aws_vpc_security_group_egress_rule").properties).toMatchObject({
      security_group_id: "${aws_security_group.tunnel_group.id}",
      ip_protocol: "tcp",
      from_port: 443,
      to_port: 443,
      cidr_ipv4: "0.0.0.0/0",
    });
  });

  test("may do what an instance of Systems Manager does, and no more", () => {
    expect(view().resource("aws_iam_role_policy_attachment").properties).toMatchObject({
      role: "${aws_iam_role.tunnel_role.name}",
      policy_arn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    });
    expect(view().resource("aws_iam_instance_profile").properties).toMatchObject({
      role: "${aws_iam_role.tunnel_role.name}",
    });
  });

  test("gives its metadata to who has a token, and encrypts its disk", () => {
    expect(view().resource("aws_instance").properties).toMatchObject({
      metadata_options: { http_tokens: "required", http_put_response_hop_limit: 1 },
      root_block_device: { encrypted: true, kms_key_id: "arn:aws:kms:eu-central-1:111122223333:key/1" },
    });
  });

  test("stays when there is a newer image", () => {
    expect(view().resource("aws_instance").properties).toMatchObject({
      ami: "${data.aws_ssm_parameter.tunnel_image.insecure_value}",
      lifecycle: { ignore_changes: ["ami"] },
    });
  });

  test("is found by its name", () => {
    expect(view().resource("aws_instance").properties).toMatchObject({ tags: { Name: "example-production-tunnel" } });
  });
});
