import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { EksEnvironment } from "../../config";
import type { BaseStack } from "../base-stack";

/**
 * The provider of an environment's account and region. Credentials are the caller's own; in any other account than the
 * environment's, Terraform stops before it plans.
 */
export function addAwsProvider(stack: BaseStack, { account, region, roleArn }: EksEnvironment["aws"]): AwsProvider {
  return new AwsProvider(stack, "aws", {
    region,
    allowedAccountIds: [account],
    ...(roleArn === undefined ? {} : { assumeRole: [{ roleArn, sessionName: stack.node.id }] }),
  });
}
