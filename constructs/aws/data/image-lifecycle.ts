/** Which images of a repository go, and when. */
export interface ImageRetention {
  /** Days until an image without a tag goes. */
  readonly untaggedDays: number;
  /**
   * How many images to keep, by the beginning of their tags: `{ "pr-": 20 }`. Older ones go, deployed or not: name tags that
   * nothing deploys for long.
   * @default - all tagged images stay
   */
  readonly keep?: Readonly<Record<string, number>>;
}

/**
 * The lifecycle policy of an ECR repository, as JSON.
 * Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
export function imageLifecycle({ untaggedDays, keep = {} }: ImageRetention): string {
  const untagged = {
    description: `untagged images go after ${String(untaggedDays)} days`,
    selection: {
      tagStatus: "untagged",
      countType: "sinceImagePushed",
      countUnit: "days",
      countNumber: checked("untaggedDays", untaggedDays),
    },
  };
  const tagged = Object.entries(keep)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([prefix, count]) => ({
      description: `the last ${String(count)} images tagged ${prefix}* stay`,
      selection: {
        tagStatus: "tagged",
        tagPrefixList: [prefix],
        countType: "imageCountMoreThan",
        countNumber: checked(`keep.${prefix}`, count),
      },
    }));
  const rules = [untagged, ...tagged].map(({ description, selection }, index) => ({
    rulePriority: index + 1,
    description,
    selection,
    action: { type: "expire" },
  }));
  return JSON.stringify({ rules });
}

function checked(what: string, count: number): number {
  if (!Number.isInteger(count) || count < 1)
    throw new Error(`${what}: ${String(count)} must be a whole number, 1 or more.`);
  return count;
}
