import { ImageRepositories } from "../../../../constructs/aws/data/image-repositories";
import { synthesize } from "../../../helpers/synthesize";
import { awsStack, inTerraform, policyOf } from "./example";

const KEY = "arn:aws:kms:eu-central-1:111122223333:key/1";

function view(over = {}) {
  const stack = awsStack();
  const repositories = { storefront: {}, "team/worker": { untaggedDays: 3, keep: { "pr-": 20 } } };
  new ImageRepositories(stack, "images", { repositories, kmsKeyArn: KEY, ...over });
  return synthesize(stack);
}

describe("ImageRepositories", () => {
  test.each(["storefront", "team/worker"])("keeps the images of %s: encrypted, scanned, tags fixed", (name) => {
    expect(view().resource("aws_ecr_repository", { name }).properties).toMatchObject({
      image_tag_mutability: "IMMUTABLE",
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [{ encryption_type: "KMS", kms_key: KEY }],
      lifecycle: { prevent_destroy: true },
    });
  });

  test("gives each an address by its name", () => {
    expect(
      view()
        .resources("aws_ecr_repository")
        .map(({ address }) => address),
    ).toEqual(["aws_ecr_repository.images_storefront", "aws_ecr_repository.images_team--worker"]);
  });

  test("ends images by the defaults or by what a repository says", () => {
    const rules = (repository: string): unknown =>
      policyOf(
        view().resource("aws_ecr_lifecycle_policy", { repository: `\${aws_ecr_repository.${repository}.name}` }),
      );
    expect(rules("images_storefront")).toMatchObject({ rules: [{ selection: { countNumber: 14 } }] });
    expect(rules("images_team--worker")).toMatchObject({
      rules: [{ selection: { countNumber: 3 } }, { selection: { tagPrefixList: ["pr-"], countNumber: 20 } }],
    });
  });

  test("lets no other account pull unless it is named", () => {
    expect(view().resources("aws_ecr_repository_policy")).toEqual([]);
    const policies = view({ pullAccounts: ["444455556666"] }).resources("aws_ecr_repository_policy");
    expect(policies).toHaveLength(2);
    for (const policy of policies) {
      expect(policyOf(policy)).toEqual({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "Pull",
            Effect: "Allow",
            Principal: { AWS: ["arn:aws:iam::444455556666:root"] },
            Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
          },
        ],
      });
    }
  });

  test("tells where each is", () => {
    const stack = awsStack();
    const images = new ImageRepositories(stack, "images", { repositories: { storefront: {} }, kmsKeyArn: KEY });
    expect(inTerraform(stack, images.urls)).toEqual({
      storefront: "${aws_ecr_repository.images_storefront.repository_url}",
    });
  });
});
