import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { FlowLog, type FlowLogConfig } from "@cdktf/provider-aws/lib/flow-log";
import { Construct } from "constructs";
import { Role } from "../identity/role";
import { flowLogDelivery, flowLogGroupName, flowLogTrust } from "./flow-log-policies";

/** A log group of the network's own: it goes when the network goes. */
export interface CloudwatchFlowLogs {
  readonly destination: "cloudwatch";
  /** The account of the network. */
  readonly accountId: string;
  /** Key of the log group; its policy must let CloudWatch Logs use it for the group {@link flowLogGroupName}. */
  readonly kmsKeyArn: string;
  /**
   * Days that CloudWatch keeps the logs; 0 keeps them for ever.
   * @default 365
   */
  readonly retentionDays?: number;
}

/**
 * A bucket that exists and outlives the network. Its policy must let `delivery.logs.amazonaws.com` write, or AWS adds that
 * to the policy behind the back of whoever manages it.
 */
export interface S3FlowLogs {
  readonly destination: "s3";
  readonly bucketArn: string;
  /**
   * Path below which the logs lie, without slashes at its ends.
   * @default - the bucket's top
   */
  readonly folder?: string;
}

export type FlowLogDestination = CloudwatchFlowLogs | S3FlowLogs;

export interface FlowLogsProps {
  readonly vpcId: string;
  /** The network's name. */
  readonly name: string;
  readonly region: string;
  readonly to: FlowLogDestination;
}

/** A record of all traffic in a network, accepted and rejected. */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, { vpcId, name, region, to }: FlowLogsProps) {
    super(scope, id);
    const destination = to.destination === "s3" ? this.bucket(to) : this.logGroup(name, region, to);
    new FlowLog(this, "Resource", { vpcId, trafficType: "ALL", tags: { Name: `${name}-flow-logs` }, ...destination });
  }

  private bucket({ bucketArn, folder }: S3FlowLogs): FlowLogConfig {
    if (folder !== undefined && (/^\/|\/$|^$/.test(folder) || /^AWSLogs(\/|$)/.test(folder))) {
      throw new Error(
        `${this.node.path}: "${folder}" is not a folder such as "network": no slash at its ends, and AWSLogs is AWS's own.`,
      );
    }
    return {
      logDestinationType: "s3",
      logDestination: folder === undefined ? bucketArn : `${bucketArn}/${folder}/`,
    };
  }

  private logGroup(name: string, region: string, to: CloudwatchFlowLogs): FlowLogConfig {
    const group = new CloudwatchLogGroup(this, "group", {
      name: flowLogGroupName(name),
      kmsKeyId: to.kmsKeyArn,
      retentionInDays: to.retentionDays ?? 365,
    });
    const { roleArn, permissions } = new Role(this, "role", {
      name: `${name}-flow-logs`,
      description: `Writes the flow logs of the network ${name}.`,
      trust: flowLogTrust(region, to.accountId),
      statements: [flowLogDelivery(group.arn)],
    });
    return {
      logDestinationType: "cloud-watch-logs",
      logDestination: group.arn,
      iamRoleArn: roleArn,
      dependsOn: [...permissions], // nothing of a log would say that its role can't write yet
    };
  }
}
