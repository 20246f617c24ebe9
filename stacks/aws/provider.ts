import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { EksEnvironment } from "../../config";
import type { BaseStack } from "../base-stack";
import { sharedAccount } from "./shared-account";

interface Entry {
  readonly account: string;
  readonly region: string;
  readonly roleArn?: string | undefined;
}

/**
 * The provider of a stack's account and region. Credentials are the caller's own; in any other account than this,
 * Terraform stops before it plans.
 */
export function addAwsProvider(stack: BaseStack, aws: Entry): AwsProvider {
  return new AwsProvider(stack, "aws", entered(stack, aws));
}

/** The same for the account of what environments share, where there is one: only what asks for it is made there. */
export function addSharedProvider(stack: BaseStack, aws: EksEnvironment["aws"]): AwsProvider | undefined {
  const shared = sharedAccount(aws);
  if (shared === undefined) return undefined;
  return new AwsProvider(stack, "aws_shared", { ...entered(stack, shared), alias: "shared" });
}

function entered(stack: BaseStack, { account, region, roleArn }: Entry) {
  return {
    region,
    allowedAccountIds: [account],
    ...(roleArn === undefined ? {} : { assumeRole: [{ roleArn, sessionName: stack.node.id }] }),
  };
}
