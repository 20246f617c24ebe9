import { k3s } from "../files";
import type { WrongCase } from "./wrong-case";

/** The state and the GitOps engine. */
export const STATE_AND_GITOPS: readonly WrongCase[] = [
  {
    name: "an unknown backend",
    yaml: k3s({ state: "{ backend: s4 }" }),
    message:
      'environments/staging.yaml:3:19  state.backend: "s4" is not allowed; one of local, s3, azurerm, cloud. Did you mean "s3"?',
  },
  {
    name: "a state without backend",
    yaml: k3s({ state: "{}" }),
    message: "environments/staging.yaml:3:1  state.backend: is missing; one of local, s3, azurerm, cloud.",
  },
  {
    name: "a backend without its required keys",
    yaml: k3s({ state: "{ backend: s3 }" }),
    message: `environments/staging.yaml:3:1  state.bucket: is missing: the bucket's name. Write for example "bucket: example-terraform-state".
environments/staging.yaml:3:1  state.region: is missing: the bucket's AWS region. Write for example "region: eu-central-1".`,
  },
  {
    name: "a key of another backend",
    yaml: k3s({ state: "{ backend: local, bucket: example-state }" }),
    message: "environments/staging.yaml:3:26  state.bucket: unknown key. Allowed here: backend.",
  },
  {
    name: "a bucket with capitals",
    yaml: k3s({ state: "{ backend: s3, bucket: Example, region: eu-central-1 }" }),
    message: 'environments/staging.yaml:3:31  state.bucket: "Example" is not the name of an S3 bucket.',
  },
  {
    name: "a region that is a zone",
    yaml: k3s({ state: "{ backend: s3, bucket: example, region: eu-central-1a }" }),
    message: 'environments/staging.yaml:3:48  state.region: "eu-central-1a" is not an AWS region such as eu-central-1.',
  },
  {
    name: "a role that is no ARN",
    yaml: k3s({ state: "{ backend: s3, bucket: example, region: eu-central-1, roleArn: admin }" }),
    message: 'environments/staging.yaml:3:71  state.roleArn: "admin" is not the ARN of an IAM role.',
  },
  {
    name: "a storage account with a hyphen",
    yaml: k3s({ state: "{ backend: azurerm, resourceGroup: g, storageAccount: my-state, container: state }" }),
    message:
      'environments/staging.yaml:3:62  state.storageAccount: "my-state" is not the name of a storage account: 3 to 24 lower-case letters and digits.',
  },
  {
    name: "an unknown engine",
    yaml: k3s({ gitops: "{ engine: argo, repository: example/platform, revision: main }" }),
    message:
      'environments/staging.yaml:4:19  gitops.engine: "argo" is not allowed; one of argocd, flux. Did you mean "argocd"?',
  },
  {
    name: "an engine that is no component of the environment",
    yaml: k3s({ gitops: "{ engine: flux, repository: example/platform, revision: main }", components: "{}" }),
    message:
      'environments/staging.yaml:5:1  components.flux: is missing: the version of the GitOps engine. Write for example "components: { flux: { version: 2.18.3 } }".',
  },
  {
    name: "an engine without a version",
    yaml: k3s({ components: "{}" }),
    message:
      'environments/staging.yaml:5:1  components.argo-cd: is missing: the version of the GitOps engine. Write for example "components: { argo-cd: { version: 10.1.1 } }".',
  },
  {
    name: "a repository with a password in it",
    yaml: k3s({ gitops: "{ engine: argocd, repository: https://me:secret@git.example.org/a.git, revision: main }" }),
    message:
      'environments/staging.yaml:4:39  gitops.repository: "https://…@git.example.org/a.git" is not a repository: owner/name for GitHub, or an https:// or ssh:// address without a password.',
  },
  {
    name: "a revision with a space",
    yaml: k3s({ gitops: "{ engine: argocd, repository: example/platform, revision: my branch }" }),
    message: 'environments/staging.yaml:4:67  gitops.revision: "my branch" is not a branch, tag or commit.',
  },
  {
    name: "an unknown credential",
    yaml: k3s({ gitops: "{ engine: argocd, repository: example/platform, revision: main, credential: password }" }),
    message: 'environments/staging.yaml:4:85  gitops.credential: "password" is not allowed; one of none, token, ssh.',
  },
];
