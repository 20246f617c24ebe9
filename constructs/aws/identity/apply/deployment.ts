/** What somebody deploys who has no other rights: one environment's things in one account and region. */
export interface Deployment {
  /** What the names of its roles, keys, log groups and cluster begin with; the cluster has it as its name. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Tags that all of its things have from the beginning, and no others do. They tell its machines and keys from those of others. */
  readonly tags: Readonly<Record<string, string>>;
  /** The stack that comes and goes, by its tag `stack`: only its key may be deleted. */
  readonly stack: string;
  /** Names of its buckets; those that begin with its name are known already. */
  readonly buckets: readonly string[];
  /**
   * The DNS zone whose records prove that a certificate's domain is one's own.
   * @default - none
   */
  readonly zone?: string;
}

type Condition = Readonly<Record<string, readonly string[]>>;

/** That something has the tags already: `aws:ResourceTag/…`. */
export function taggedAs({ tags }: Deployment): Condition {
  return tagCondition("aws:ResourceTag", tags);
}

/** That something gets the tags as it is made: `aws:RequestTag/…`. */
export function madeWithTags({ tags }: Deployment): Condition {
  return tagCondition("aws:RequestTag", tags);
}

function tagCondition(key: string, tags: Readonly<Record<string, string>>): Condition {
  return Object.fromEntries(Object.entries(tags).map(([name, value]) => [`${key}/${name}`, [value]]));
}
