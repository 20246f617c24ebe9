/** A version of Kubernetes that EKS offers. */
export interface SupportedVersion {
  /**
   * Last day of standard support, `YYYY-MM-DD`: from the next on, EKS charges for extended support or, where that is off, upgrades by itself.
   * @default - not known when this table was written
   */
  readonly standardSupportEnds?: string;
}

/**
 * What EKS has in standard support, as of 2026-11-27. 1.33 left it on 2026-07-29.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
 */
export const STANDARD_SUPPORT: Readonly<Record<string, SupportedVersion>> = {
  "1.34": { standardSupportEnds: "2026-12-02" },
  "1.35": { standardSupportEnds: "2027-03-27" },
  "1.36": { standardSupportEnds: "2027-08-02" },
};

/** What is wrong with a version for a cluster, if anything is. Knows the table above and no calendar. */
export function versionProblem(version: string): string | undefined {
  if (Object.hasOwn(STANDARD_SUPPORT, version)) return undefined;
  return `"${version}" is not in EKS's standard support; one of ${Object.keys(STANDARD_SUPPORT).join(", ")}.`;
}
