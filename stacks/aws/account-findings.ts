import type { EksEnvironment, Environment, Finding } from "../../config";

/** What an environment makes under a name that is its account's, where others may make theirs. */
interface Made {
  /** The account, and what there is once in it: the same for two that get in each other's way. */
  readonly key: string;
  readonly path: Finding["path"];
  /** Ends the sentence that says who makes it. */
  readonly advice: string;
  readonly what: string;
}

/** What two environments would both make in one account: the environment's own, or the one that they share. */
export function accountFindings(environments: readonly Environment[]): Finding[] {
  const makers = new Map<string, string>();
  return environments.flatMap((environment) =>
    (environment.kind === "eks" ? madeBy(environment) : []).flatMap(({ key, path, what, advice }) => {
      const maker = makers.get(key);
      if (maker === undefined) {
        makers.set(key, environment.name);
        return [];
      }
      return [{ environment: environment.name, path, message: `${what}, and ${maker} makes it there, too; ${advice}` }];
    }),
  );
}

function madeBy({ aws, data, dns }: EksEnvironment): Made[] {
  const { account, region = aws.region } = aws.shared ?? aws;
  return [
    ...(data.zone === "new" && dns?.provider === "route53"
      ? [
          {
            key: `${account} zone ${dns.zone}`,
            path: ["data", "zone"],
            what: `makes the zone ${dns.zone} in the account ${account}`,
            advice: "write existing in the newer one.",
          },
        ]
      : []),
    ...Object.keys(data.images).map((name) => ({
      key: `${account} ${region} image ${name}`,
      path: ["data", "images", name],
      what: `is a repository in the account ${account} and the region ${region}`,
      advice: "give each a name of its own.",
    })),
  ];
}
