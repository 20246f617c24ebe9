import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { Vpc } from "../../../../constructs/aws/network/vpc";
import type { VpcProps } from "../../../../constructs/aws/network/vpc-props";
import type { StackView } from "../../../helpers/stack-view";
import { synthesize, testStack } from "../../../helpers/synthesize";

/** A network of two zones. */
export const VPC: VpcProps = {
  name: "production",
  region: "eu-central-1",
  cidr: "10.0.0.0/16",
  zones: { a: { slot: 0 }, b: { slot: 1 } },
  flowLogs: {
    destination: "cloudwatch",
    accountId: "111122223333",
    kmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/logs",
  },
};

/** A network in a stack of its own. */
export function network(over: Partial<VpcProps> = {}): Vpc {
  const stack = testStack();
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  return new Vpc(stack, "network", { ...VPC, ...over });
}

/** The synthesized stack of such a network. */
export function view(over: Partial<VpcProps> = {}): StackView {
  return synthesize(TerraformStack.of(network(over)));
}
