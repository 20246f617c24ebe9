/** A mistake in environments/staging.yaml, and all that the user reads about it. */
export interface WrongCase {
  /** Continues "says what is wrong about …". */
  readonly name: string;
  /** The text of environments/staging.yaml. */
  readonly yaml: string;
  /** Further files, or others in the place of the right ones. */
  readonly others?: Readonly<Record<string, string>>;
  readonly message: string;
}
