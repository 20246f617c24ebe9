import type { Installation } from "../../catalog/installation";
import { mayUseKeyForVolumes, mayUseKeyInS3, type KeyName } from "../../constructs/aws/data/key-access";
import type { Statement } from "../../constructs/aws/policy-document";

/** What one service account of a component may do on AWS. */
export interface Identity {
  readonly component: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly statements: readonly Statement[];
  /** What all of it is about, where that may live in another account. */
  readonly on?: "dns";
}

/**
 * One identity for every service account that asks for permissions: a component's parts get nothing of each other's, and
 * a variant that joins later changes no identity that is there.
 *
 * @param dataKey the key that buckets and volumes are encrypted with; components know nothing of it.
 */
export function identitiesOf(installations: readonly Installation[], dataKey: KeyName): Identity[] {
  return installations.flatMap(({ name, namespace, permissions }) => {
    const asked = permissions.filter(({ aws = [] }) => aws.length > 0);
    const accounts = [...new Set(asked.flatMap(({ serviceAccounts }) => serviceAccounts))].sort();
    return accounts.map((serviceAccount) => {
      const own = asked.filter(({ serviceAccounts }) => serviceAccounts.includes(serviceAccount));
      const [on, ...others] = new Set(own.map((one) => one.on));
      if (others.length > 0) {
        throw new Error(
          `${name}: the pods of ${serviceAccount} act in one account; give what is on ${on ?? others.join()} a service account of its own.`,
        );
      }
      return {
        component: name,
        namespace,
        serviceAccount,
        ...(on === undefined ? {} : { on }),
        statements: [
          ...own.flatMap(({ aws = [] }) => aws),
          ...(own.some(({ buckets }) => buckets !== undefined)
            ? [mayUseKeyInS3("UseKeyOfBuckets", dataKey, "write")]
            : []),
          ...(own.some(({ volumes }) => volumes === true) ? mayUseKeyForVolumes(dataKey) : []),
        ],
      };
    });
  });
}
