import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import { Role, serviceTrust } from "../identity/role";
import { limitedName } from "../limited-name";

/**
 * The image by its public parameter: Amazon Linux 2023 with the agent of Systems Manager, of one line of kernels, since
 * "default" moves to another every year.
 * Source: https://docs.aws.amazon.com/linux/al2023/ug/ec2.html
 */
const IMAGE = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.12-arm64";

export interface TunnelInstanceProps {
  /** Also its Name tag, by which it is found. */
  readonly name: string;
  readonly vpcId: string;
  /** A subnet with a way out to Systems Manager: by NAT, or by the endpoints `ssm` and `ssmmessages`. */
  readonly subnetId: string;
  /** The cluster's own security group, which lets the instance reach the API and nothing else. */
  readonly clusterSecurityGroupId: string;
  /** The key of its disk. */
  readonly kmsKeyArn: string;
}

/**
 * The way to an API server that is inside a network: the smallest instance that there is, which nobody logs in to and
 * nothing connects to. Its agent opens a session to Systems Manager by itself, and AWS's IAM says who may send traffic
 * through it, to the cluster's API alone.
 */
export class TunnelInstance extends Construct {
  constructor(scope: Construct, id: string, props: TunnelInstanceProps) {
    super(scope, id);
    const { name, vpcId, subnetId, clusterSecurityGroupId, kmsKeyArn } = props;
    const group = new SecurityGroup(this, "group", {
      name,
      description: "Out to Systems Manager and to the cluster's API; nothing in",
      vpcId,
      tags: { Name: name },
    });
    const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };
    new VpcSecurityGroupEgressRule(this, "out", {
      ...https,
      securityGroupId: group.id,
      cidrIpv4: "0.0.0.0/0",
      description: "Systems Manager, and the API",
    });
    new VpcSecurityGroupIngressRule(this, "api", {
      ...https,
      securityGroupId: clusterSecurityGroupId,
      referencedSecurityGroupId: group.id,
      description: "The API, for who comes through the tunnel",
    });
    const role = new Role(this, "role", {
      name,
      description: `Sessions of Systems Manager through ${name}`,
      trust: serviceTrust("ec2.amazonaws.com"),
      managedPolicies: ["AmazonSSMManagedInstanceCore"],
    });
    const profile = new IamInstanceProfile(this, "profile", { name: limitedName(name, 128), role: role.roleName });
    new Instance(this, "Resource", {
      ami: new DataAwsSsmParameter(this, "image", { name: IMAGE }).insecureValue,
      instanceType: "t4g.nano",
      subnetId,
      vpcSecurityGroupIds: [group.id],
      associatePublicIpAddress: false,
      iamInstanceProfile: profile.name,
      ebsOptimized: true,
      monitoring: true,
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      rootBlockDevice: { encrypted: true, kmsKeyId: kmsKeyArn, volumeType: "gp3" },
      volumeTags: { Name: name },
      tags: { Name: name },
      // A newer image is no reason for a plan; taint the instance to get it.
      lifecycle: { ignoreChanges: ["ami"] },
      dependsOn: [...role.permissions],
    });
  }
}
