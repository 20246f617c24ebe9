import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcrRepositoryPolicy } from "@cdktf/provider-aws/lib/ecr-repository-policy";
import { Construct } from "constructs";
import { policyDocument } from "../policy-document";
import { imageLifecycle, type ImageRetention } from "./image-lifecycle";

export interface ImageRepositoriesProps {
  /** By name, such as `storefront` or `team/storefront`: what differs from the defaults. */
  readonly repositories: Readonly<Record<string, Partial<ImageRetention>>>;
  /** The KMS key that encrypts the images. ECR can't change it later. */
  readonly kmsKeyArn: string;
  /**
   * Other accounts whose IAM may let somebody pull the images.
   * @default - none
   */
  readonly pullAccounts?: readonly string[];
}

/**
 * ECR repositories for the organization's images: a tag never moves, every image is scanned when it is pushed, and Terraform
 * refuses to destroy a repository.
 */
export class ImageRepositories extends Construct {
  /** The repositories' addresses, `<account>.dkr.ecr.<region>.amazonaws.com/<name>`, by name. */
  readonly urls: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: ImageRepositoriesProps) {
    super(scope, id);
    const urls = Object.entries(props.repositories).map(([name, retention]): [string, string] => [
      name,
      this.repository(new Construct(this, name), name, retention, props),
    ]);
    this.urls = Object.fromEntries(urls);
  }

  private repository(
    scope: Construct,
    name: string,
    retention: Partial<ImageRetention>,
    { kmsKeyArn, pullAccounts = [] }: ImageRepositoriesProps,
  ): string {
    const made = new EcrRepository(scope, "Resource", {
      name,
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: "KMS", kmsKey: kmsKeyArn }],
      lifecycle: { preventDestroy: true },
    });
    const repository = made.name;
    new EcrLifecyclePolicy(scope, "lifecycle", {
      repository,
      policy: imageLifecycle({ ...retention, untaggedDays: retention.untaggedDays ?? 14 }),
    });
    if (pullAccounts.length > 0)
      new EcrRepositoryPolicy(scope, "pull", { repository, policy: pullPolicy(pullAccounts) });
    return made.repositoryUrl;
  }
}

/** No `Resource`: ECR's policies are about their own repository. */
function pullPolicy(accounts: readonly string[]): string {
  return policyDocument([
    {
      sid: "Pull",
      principals: { AWS: accounts.map((account) => `arn:aws:iam::${account}:root`) },
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
    },
  ]);
}
