import { ORGANIZATION, eks, k3s } from "../files";
import type { WrongCase } from "./wrong-case";

const BUCKET = 'bucket: example-states, account: "111122223333", region: eu-central-1, keyAlias: example-states';

const organization = (state: string): Record<string, string> => ({
  "environments/organization.yaml": `${ORGANIZATION}state: { ${state} }\n`,
});

const using = (more: string): { readonly state: string } => ({
  state: `{ backend: s3, bucket: example-states, ${more} }`,
});

/** The bucket of the states, and who keeps a state in it. */
export const STATE_BUCKET: readonly WrongCase[] = [
  {
    name: "an environment whose state is in the bucket without the bucket's key",
    yaml: k3s(using("region: eu-central-1")),
    others: organization(BUCKET),
    message: `environments/staging.yaml:3:31  state.kmsKeyId: is missing, and the states would not be under the bucket's key; write kmsKeyId: alias/example-states.`,
  },
  {
    name: "another key, in another region",
    yaml: k3s(using("region: eu-west-1, kmsKeyId: alias/mine")),
    others: organization(BUCKET),
    message: `environments/staging.yaml:3:55  state.region: "eu-west-1" is not the bucket's region; write eu-central-1.
environments/staging.yaml:3:76  state.kmsKeyId: "alias/mine" is not the bucket's key; write kmsKeyId: alias/example-states.`,
  },
  {
    name: "an alias that another account would look for among its own",
    yaml: eks({
      ...using("region: eu-central-1, kmsKeyId: alias/example-states"),
      aws: '{ account: "444455556666", region: eu-central-1 }',
    }),
    others: organization(`${BUCKET}, accounts: { staging: "444455556666" }`),
    message:
      'environments/staging.yaml:3:79  state.kmsKeyId: "alias/example-states" is a key of the account 444455556666; write kmsKeyId: arn:aws:kms:eu-central-1:111122223333:alias/example-states.',
  },
  {
    name: "an account for an environment that does not exist",
    yaml: k3s(),
    others: organization(`${BUCKET}, accounts: { stagin: "444455556666" }`),
    message:
      'environments/organization.yaml:3:119  state.accounts.stagin: is not an environment; environments/stagin.yaml does not exist. Did you mean "staging"?',
  },
  {
    name: "the bucket's own account among the others",
    yaml: k3s(),
    others: organization(`${BUCKET}, accounts: { staging: "111122223333" }`),
    message:
      'environments/organization.yaml:3:128  state.accounts.staging: "111122223333" owns the bucket, and decides by IAM alone; take it out.',
  },
  {
    name: "a bucket with a dot, an alias with its prefix, and too few days",
    yaml: k3s(),
    others: organization(
      'bucket: example.states, account: "111122223333", region: eu-central-1, keyAlias: alias/states, keepDays: 30',
    ),
    message: `environments/organization.yaml:3:18   state.bucket: "example.states" is not the name of a bucket: 3 to 58 lower-case letters, digits and "-".
environments/organization.yaml:3:91   state.keyAlias: "alias/states" is not the alias of a key without "alias/": letters, digits, "/", "_" and "-".
environments/organization.yaml:3:115  state.keepDays: 30 is too small; the least allowed is 90.`,
  },
  {
    name: "a bucket without an account",
    yaml: k3s(),
    others: organization("bucket: example-states, region: eu-central-1, keyAlias: example-states"),
    message: `environments/organization.yaml:3:1  state.account: is missing: the account that owns the bucket. Write for example "account: '111122223333'".`,
  },
];
