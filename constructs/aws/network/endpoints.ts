import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";

/** Services that have gateway endpoints: routes, which cost nothing. */
export type GatewayService = "s3" | "dynamodb";

export interface GatewayEndpointsProps {
  readonly vpcId: string;
  /** The network's name. */
  readonly name: string;
  readonly region: string;
  readonly services: readonly GatewayService[];
  readonly routeTableIds: readonly string[];
}

/** Routes to services of AWS that do not leave through NAT. */
export class GatewayEndpoints extends Construct {
  constructor(scope: Construct, id: string, props: GatewayEndpointsProps) {
    super(scope, id);
    const { vpcId, name, region, services, routeTableIds } = props;
    for (const service of services) {
      new VpcEndpoint(this, service, {
        vpcId,
        vpcEndpointType: "Gateway",
        serviceName: serviceName(region, service),
        routeTableIds: [...routeTableIds],
        tags: { Name: `${name}-${service}` },
      });
    }
  }
}

export interface InterfaceEndpointsProps {
  readonly vpcId: string;
  /** The network's name. */
  readonly name: string;
  readonly region: string;
  /** Names of the services without `com.amazonaws.<region>.`: `ecr.api`. */
  readonly services: readonly string[];
  /** One a zone. */
  readonly subnetIds: readonly string[];
  /** Ranges of the network by what is in them: who may use the endpoints. */
  readonly allowedCidrs: Readonly<Record<string, string>>;
}

/** Addresses of services of AWS inside the network, under the services' usual names. */
export class InterfaceEndpoints extends Construct {
  constructor(scope: Construct, id: string, props: InterfaceEndpointsProps) {
    super(scope, id);
    const { vpcId, name, region, services, subnetIds, allowedCidrs } = props;
    const securityGroup = new SecurityGroup(this, "Resource", {
      vpcId,
      name: `${name}-endpoints`,
      description: "Endpoints of AWS services, for this network only.",
      tags: { Name: `${name}-endpoints` },
    });
    for (const [range, cidrIpv4] of Object.entries(allowedCidrs)) {
      new VpcSecurityGroupIngressRule(this, `https_${range}`, {
        securityGroupId: securityGroup.id,
        description: `HTTPS from this network's ${range}.`,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4,
      });
    }
    for (const service of services) {
      new VpcEndpoint(this, service, {
        vpcId,
        vpcEndpointType: "Interface",
        serviceName: this.serviceName(region, service),
        subnetIds: [...subnetIds],
        securityGroupIds: [securityGroup.id],
        privateDnsEnabled: true,
        tags: { Name: `${name}-${service}` },
      });
    }
  }

  private serviceName(region: string, service: string): string {
    if (!/^[a-z0-9][a-z0-9.-]*$/.test(service) || /^(com|aws)\./.test(service)) {
      throw new Error(
        `${this.node.path}: "${service}" is not a service such as "ecr.api". Leave out com.amazonaws.${region}.`,
      );
    }
    return serviceName(region, service);
  }
}

function serviceName(region: string, service: string): string {
  return `com.amazonaws.${region}.${service}`;
}
