import type { Listed } from "../protected";
import type { Profiles, Resolved } from "../profiles";
import type { ComponentRules } from "../rules";
import type { Position, TreeMap } from "../tree";

/**
 * An environment that exists, whether or not its file is right. Checks across files read the merged trees, not the
 * validated data, so that they find their problems beside those of the shapes and in the same run.
 */
export interface Draft {
  readonly name: string;
  /** Nothing when the file could not be read. */
  readonly resolved?: Resolved;
}

/** All that checks across files look at. */
export interface Drafts {
  readonly organization: TreeMap | undefined;
  readonly drafts: readonly Draft[];
  readonly profiles: Profiles;
  readonly rules: ComponentRules;
  /** The committed list: protected addresses by stack. */
  readonly listed: Listed;
  /** The line of a file as it is written, with its comment. */
  readonly lineAt: (at: Position) => string;
}
