/** Somebody on GitHub: a person, or an app, whose name ends with `[bot]`, which no person's can. */
export interface Account {
  readonly login: string;
  /** Unlike a name, it stays. */
  readonly id?: number;
}

/** A comment in the conversation of a pull request. */
export interface Comment {
  readonly id: number;
  /** The same for GraphQL. */
  readonly nodeId: string;
  /** None: the account is gone. */
  readonly author: Account | undefined;
  readonly body: string;
  /** Its page. */
  readonly url: string;
}

/** One pull request on GitHub, as far as it is commented here. Writing is never tried twice: who writes looks again first. */
export interface PullRequest {
  /** Whose token it is. */
  readonly me: () => Promise<Account>;
  /** All comments, in the order in which they were made. */
  readonly comments: () => Promise<readonly Comment[]>;
  /** One comment as it is now; undefined when it is gone. */
  readonly comment: (id: number) => Promise<Comment | undefined>;
  /** Who edited a comment last; undefined when nobody did. */
  readonly editor: (nodeId: string) => Promise<Account | undefined>;
  readonly create: (body: string) => Promise<void>;
  readonly edit: (id: number, body: string) => Promise<void>;
  /** Folds a comment away as outdated, or unfolds it. False: GitHub refused. */
  readonly fold: (nodeId: string, folded: boolean) => Promise<boolean>;
  /** Whether its branch is in another repository: then a workflow's token may not write. */
  readonly fromFork: () => Promise<boolean>;
  /** The names of its labels. */
  readonly labels: () => Promise<readonly string[]>;
  /** Adds a label; GitHub makes one that the repository does not have yet. */
  readonly addLabel: (name: string) => Promise<void>;
  /** Takes a label away; that it is gone already is fine. */
  readonly removeLabel: (name: string) => Promise<void>;
}

/** Whether two accounts are the same; by id where both are known. */
export function isSame(one: Account, other: Account): boolean {
  return one.id !== undefined && other.id !== undefined ? one.id === other.id : one.login === other.login;
}
