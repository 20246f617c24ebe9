/** What a kind of secret looks like. */
export interface SecretPattern {
  /** With its article: "a GitHub token". */
  readonly kind: string;
  /** Enough of it to know it by. */
  readonly pattern: RegExp;
  /**
   * All of it, for whoever takes it out of a text.
   * @default - what `pattern` finds
   */
  readonly whole?: RegExp;
}

/** What secrets look like, whoever made them. */
export const secretPatterns: readonly SecretPattern[] = [
  {
    kind: "a private key",
    pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/,
    // Down to its end, or to the end of the text if it was cut off.
    whole: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----[^]*?(?:-----END (?:[A-Z]+ )*PRIVATE KEY-----|$)/,
  },
  { kind: "an age key", pattern: /\bAGE-SECRET-KEY-1[0-9A-Z]{10,}/ },
  { kind: "an AWS access key", pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/ },
  { kind: "a GitHub token", pattern: /\b(?:gh[oprsu]_[0-9A-Za-z]{30,}|github_pat_[0-9A-Za-z_]{30,})/ },
  { kind: "a GitLab token", pattern: /\bglpat-[0-9A-Za-z_-]{20,}/ },
  { kind: "a Slack token", pattern: /\bxox[abprs]-[0-9A-Za-z-]{10,}/ },
  {
    kind: "a k3s token",
    pattern: /\bK10[0-9a-f]{64}::/,
    // After the hash of the certificate come a user and the password itself.
    whole: /\bK10[0-9a-f]{64}::[^\s"'<>\\]*/,
  },
  { kind: "a Vault token", pattern: /\bhv[bs]\.[0-9A-Za-z_-]{20,}/ },
  {
    kind: "a JSON web token",
    pattern: /\beyJ[0-9A-Za-z_-]{10,}\.eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{10,}/,
  },
  {
    kind: "a password in a URL",
    pattern: /:\/\/[^\s/:@${}]+:[^\s/@${}]+@/,
    // The password alone: the host is what people read a URL for.
    whole: /(?<=:\/\/[^\s/:@${}]{0,256}:)[^\s/@${}]+(?=@)/,
  },
];
