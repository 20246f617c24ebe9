import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput } from "cdktf";
import type { BaseStack } from "../../../../stacks/base-stack";
import type { Block } from "../../../../stacks/synthesized-stack";
import { synthesize, testStack } from "../../../helpers/synthesize";

/** A stack that AWS resources can stand in. */
export function awsStack(): BaseStack {
  const stack = testStack();
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  return stack;
}

/** The policy that a resource carries as text, read again. */
export function policyOf(block: Block, property = "policy"): unknown {
  const text = block.properties[property];
  if (typeof text !== "string") throw new Error(`${block.address}: ${property} is not text.`);
  return JSON.parse(text);
}

/** What a construct tells, as Terraform will read it. */
export function inTerraform(stack: BaseStack, value: unknown): unknown {
  new TerraformOutput(stack, "told", { value });
  return synthesize(stack).outputs["told"]?.["value"];
}
