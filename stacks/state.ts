import type { Construct } from "constructs";
import type { Organization, State } from "../config";
import { FURTHER_STACKS } from "../config/folder";
import { StateBucket } from "../constructs/aws/state/state-bucket";
import type { StateGuest } from "../constructs/aws/state/state-sharing";
import { addAwsProvider } from "./aws/provider";
import { BaseStack } from "./base-stack";
import { stateKey } from "./state-key";

/** The bucket of the states, as the organization's file says. */
export type StateSettings = NonNullable<Organization["state"]>;

/**
 * The bucket that environments keep their states in. Its own state is in there, too, but for the first run, before which there is no
 * bucket: then it is a file.
 */
export class StateStack extends BaseStack {
  constructor(scope: Construct, { name, tags }: Organization, settings: StateSettings) {
    super(scope, "state", { organization: name, state: stateOf(settings), tags });
    const { bucket, account, region, keyAlias, keepDays, accounts } = settings;
    addAwsProvider(this, settings);
    new StateBucket(this, "states", {
      name: bucket,
      account,
      region,
      keyAlias,
      noncurrentDays: keepDays,
      guests: Object.entries(accounts).map(([environment, guest]) => guestOf(name, environment, guest)),
    });
  }
}

function stateOf({ backend, bucket, region, roleArn, keyAlias }: StateSettings): State {
  if (backend === "local") return { backend };
  return { backend, bucket, region, kmsKeyId: `alias/${keyAlias}`, ...(roleArn === undefined ? {} : { roleArn }) };
}

function guestOf(organization: string, environment: string, account: string): StateGuest {
  return {
    sid: environment.replace(/(?:^|-)([a-z0-9])/g, (_, first: string) => first.toUpperCase()),
    account,
    keys: ["", ...FURTHER_STACKS].map((suffix) => stateKey(organization, `${environment}${suffix}`)),
  };
}
