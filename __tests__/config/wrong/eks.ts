import { eks } from "../files";
import type { WrongCase } from "./wrong-case";

/** The account that an environment on EKS is in, and what outlives its cluster. */
export const EKS: readonly WrongCase[] = [
  {
    name: "a number for an account, which may begin with a zero",
    yaml: eks({ aws: "{ account: 111122223333, region: eu-central-1 }" }),
    message:
      'environments/staging.yaml:6:17  aws.account: 111122223333 is a number, not a text; put it in quotes: "111122223333".',
  },
  {
    name: "an account of eleven digits",
    yaml: eks({ aws: '{ account: "11112222333", region: eu-central-1 }' }),
    message:
      'environments/staging.yaml:6:17  aws.account: "11112222333" is not an AWS account: twelve digits in quotes, such as "111122223333".',
  },
  {
    name: "a region that is a zone",
    yaml: eks({ aws: '{ account: "111122223333", region: eu-central-1a }' }),
    message: 'environments/staging.yaml:6:41  aws.region: "eu-central-1a" is not an AWS region such as eu-central-1.',
  },
  {
    name: "a role's name where its ARN is needed",
    yaml: eks({ aws: '{ account: "111122223333", region: eu-central-1, roleArn: platform-apply }' }),
    message:
      'environments/staging.yaml:6:64  aws.roleArn: "platform-apply" is not the ARN of an IAM role such as arn:aws:iam::111122223333:role/platform-apply.',
  },
  {
    name: "the ARN of a user where that of a role is needed",
    yaml: eks({
      aws: '{ account: "111122223333", region: eu-central-1, roleArn: "arn:aws:iam::111122223333:user/me" }',
    }),
    message:
      'environments/staging.yaml:6:64  aws.roleArn: "arn:aws:iam::111122223333:user/me" is not the ARN of an IAM role such as arn:aws:iam::111122223333:role/platform-apply.',
  },
  {
    name: "a region whose ARNs begin with another partition",
    yaml: eks({ aws: '{ account: "111122223333", region: us-gov-west-1 }' }),
    message:
      'environments/staging.yaml:6:41  aws.region: "us-gov-west-1" is in a partition of its own (China, GovCloud, ISO), where ARNs begin with another word than arn:aws; take a region of the partition aws such as eu-central-1.',
  },
  {
    name: "the environment's own account as the shared one",
    yaml: eks({
      aws: '{ account: "111122223333", region: eu-central-1, shared: { account: "111122223333", roleArn: "arn:aws:iam::111122223333:role/shared" } }',
    }),
    message:
      'environments/staging.yaml:6:74  aws.shared.account: "111122223333" is the environment\'s own account; delete aws.shared.',
  },
  {
    name: "a role of another account than the shared one",
    yaml: eks({
      aws: '{ account: "111122223333", region: eu-central-1, shared: { account: "444455556666", roleArn: "arn:aws:iam::111122223333:role/shared" } }',
    }),
    message:
      'environments/staging.yaml:6:99  aws.shared.roleArn: "arn:aws:iam::111122223333:role/shared" is not a role of the account 444455556666.',
  },
  {
    name: "a shared account without a role that leads from one account into the other",
    yaml: eks({ aws: '{ account: "111122223333", region: eu-central-1, shared: { account: "444455556666" } }' }),
    message:
      "environments/staging.yaml:6:63  aws.shared: this map names no way in: nobody is signed in to two accounts at once. Write aws.shared.roleArn, or aws.roleArn.",
  },
  {
    name: "no account",
    yaml: eks({ aws: undefined }),
    message: "environments/staging.yaml:1:1  aws: is missing: the account and region of AWS.",
  },
  {
    name: "an account that is missing",
    yaml: eks({ aws: "{ region: eu-central-1 }" }),
    message:
      "environments/staging.yaml:6:1  aws.account: is missing: the account that the environment lives in; nothing is made in another by mistake. Write for example \"account: '111122223333'\".",
  },
  {
    name: "an image repository with capitals",
    yaml: eks({ data: "{ images: { Storefront: {} } }" }),
    message:
      'environments/staging.yaml:12:19  data.images.Storefront: "Storefront" is not the name of an image repository such as storefront or shop/storefront.',
  },
  {
    name: "images of which none is kept",
    yaml: eks({ data: '{ images: { storefront: { keep: { "pr-": 0 } } } }' }),
    message:
      "environments/staging.yaml:12:48  data.images.storefront.keep.pr-: 0 is too small; the least allowed is 1.",
  },
  {
    name: "images that are kept by a pattern",
    yaml: eks({ data: '{ images: { storefront: { keep: { "pr-*": 5 } } } }' }),
    message:
      'environments/staging.yaml:12:41  data.images.storefront.keep["pr-*"]: "pr-*" is not the beginning of an image\'s tag.',
  },
  {
    name: "a zone that is neither new nor there",
    yaml: eks({ data: "{ zone: make }" }),
    message: 'environments/staging.yaml:12:15  data.zone: "make" is not allowed; one of new, existing.',
  },
  {
    name: "an address where GitHub's repository is needed",
    yaml: eks({ data: '{ github: { repository: "https://github.com/example/platform" } }' }),
    message:
      'environments/staging.yaml:12:31  data.github.repository: "https://github.com/example/platform" is not a repository on GitHub such as example/platform.',
  },
  {
    name: "an environment on GitHub that is a pattern",
    yaml: eks({ data: '{ github: { environment: "prod*" } }' }),
    message:
      'environments/staging.yaml:12:32  data.github.environment: "prod*" is not the environment of a trust: letters, digits, ".", "_" and "-".',
  },
  {
    name: "the provider of somebody else than GitHub",
    yaml: eks({ data: '{ github: { providerArn: "arn:aws:iam::111122223333:oidc-provider/gitlab.com" } }' }),
    message:
      'environments/staging.yaml:12:32  data.github.providerArn: "arn:aws:iam::111122223333:oidc-provider/gitlab.com" is not the ARN of GitHub\'s provider such as arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com.',
  },
  {
    name: "a branch for GitHub's roles",
    yaml: eks({ data: "{ github: { branch: main } }" }),
    message:
      "environments/staging.yaml:12:19  data.github.branch: unknown key. Allowed here: environment, providerArn, repository.",
  },
  {
    name: "a lake written as a switch",
    yaml: eks({ data: "{ lake: true }" }),
    message: "environments/staging.yaml:12:15  data.lake: true is not a map of keys and values.",
  },
  {
    name: "pods that ingest and work by the same service account",
    yaml: eks({
      data: "{ lake: { ingestion: { events: { namespace: lake, serviceAccounts: [one] } }, workflows: { reports: { namespace: lake, serviceAccounts: [two, one] } } } }",
    }),
    message:
      'environments/staging.yaml:12:149  data.lake.workflows.reports.serviceAccounts[1]: "one" is of ingestion.events already, and pods have one role each.',
  },
  {
    name: "pods of a lake without a service account, and one with a name that Kubernetes refuses",
    yaml: eks({
      data: "{ lake: { ingestion: { events: { namespace: lake, serviceAccounts: [] }, more: { namespace: lake, serviceAccounts: [A_B] } } } }",
    }),
    message: `environments/staging.yaml:12:74   data.lake.ingestion.events.serviceAccounts: is an empty list; at least one value is needed.
environments/staging.yaml:12:123  data.lake.ingestion.more.serviceAccounts[0]: "A_B" is not the name of a service account: lower-case letters, digits, "-" and ".".`,
  },
];
