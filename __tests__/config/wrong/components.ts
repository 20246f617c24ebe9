import { ORGANIZATION, k3d, k3s } from "../files";
import type { WrongCase } from "./wrong-case";

const FLUX = "{ engine: flux, repository: example/platform, revision: main }";

/** An environment with these components beside its engine. */
const having = (components: string): string => k3s({ components: `{ argo-cd: { version: 10.1.1 }, ${components} }` });

/** Components: their versions, their own keys, and what they need. */
export const COMPONENTS: readonly WrongCase[] = [
  {
    name: "a component without its version",
    yaml: having("vault: {}"),
    message:
      'environments/staging.yaml:5:45  components.vault.version: is missing: the exact version of the component\'s chart. Write for example "version: 10.1.1".',
  },
  {
    name: "a version that is a range",
    yaml: having("vault: { version: ^0.34.0 }"),
    message:
      'environments/staging.yaml:5:63  components.vault.version: "^0.34.0" is not an exact version such as 10.1.1; nothing here is ever a range or latest.',
  },
  {
    name: "a version where there is no chart",
    yaml: having("cert-manager: { version: v1.21.2 }, issuers: { version: 1.0.0, email: a@example.org }"),
    message:
      "environments/staging.yaml:5:92  components.issuers.version: issuers is no chart and has no version: it changes with the repository's revision. Delete this key.",
  },
  {
    name: "values where there is no chart",
    yaml: having("cert-manager: { version: v1.21.2 }, issuers: { values: {}, email: a@example.org }"),
    message:
      "environments/staging.yaml:5:92  components.issuers.values: issuers is no chart, so there is nothing that takes values. Delete this key.",
  },
  {
    name: "values of a wrong type",
    yaml: having("vault: { version: 0.34.1, values: [server] }"),
    message: "environments/staging.yaml:5:79  components.vault.values: is a list; a map of keys and values is needed.",
  },
  {
    name: "an own key of a wrong value, and an unknown one",
    yaml: having("vault: { version: 0.34.1, seal: awskm, sizes: 10 }"),
    message: `environments/staging.yaml:5:77  components.vault.seal: "awskm" is not allowed; one of shamir, awskms. Did you mean "awskms"?
environments/staging.yaml:5:84  components.vault.sizes: unknown key. Did you mean "size"?`,
  },
  {
    name: "an own key that is missing",
    yaml: having("cert-manager: { version: v1.21.2 }, issuers: {}"),
    message:
      'environments/staging.yaml:5:81  components.issuers.email: is missing: the address that hears of certificates that expire. Write for example "email: platform@example.org".',
  },
  {
    name: "a variant that does not exist",
    yaml: having("vault: { version: 0.34.1, variants: [snapshot] }"),
    message:
      'environments/staging.yaml:5:82  components.vault.variants[0]: "snapshot" is not allowed; one of issued, snapshots. Did you mean "snapshots"?',
  },
  {
    name: "a variant that is named twice",
    yaml: having("vault: { version: 0.34.1, variants: [snapshots, snapshots] }"),
    message: 'environments/staging.yaml:5:93  components.vault.variants[1]: "snapshots" is named twice in this list.',
  },
  {
    name: "variants where there are none",
    yaml: having("cert-manager: { version: v1.21.2, variants: [csi] }"),
    message:
      "environments/staging.yaml:5:79  components.cert-manager.variants: cert-manager has no variants. Delete this key.",
  },
  {
    name: "a component whose dependency is absent",
    yaml: having("atlantis: { version: 6.9.3 }"),
    message:
      'environments/staging.yaml:5:45  components.atlantis: needs "vault", which staging does not have. Add it, or take atlantis out.',
  },
  {
    name: "a component of a profile whose dependency the environment takes out",
    yaml: k3s({ extends: "full", components: "\n  argo-cd: { version: 10.1.1 }\n  vault: ~" }),
    others: {
      "environments/profiles/full.yaml": "components:\n  vault: { version: 0.34.1 }\n  atlantis: { version: 6.9.3 }\n",
    },
    message:
      'environments/profiles/full.yaml:3:3  components.atlantis: needs "vault", which staging does not have: environments/staging.yaml:7 takes it out. Delete that line, or take atlantis out.',
  },
  {
    name: "a variant whose dependency is absent",
    yaml: having("vault: { version: 0.34.1, variants: [snapshots, issued] }"),
    message:
      'environments/staging.yaml:5:93  components.vault.variants[1]: needs "issuers", which staging does not have. Add it, or take the variant out.',
  },
  {
    name: "a dependency outside of the range that will do",
    yaml: having("cert-manager: { version: v1.19.4 }, issuers: { email: a@example.org }"),
    message:
      'environments/staging.yaml:5:70  components.cert-manager.version: "v1.19.4" is not in the range >=1.20.0 <2 that issuers needs. Choose a version of it.',
  },
  {
    name: "a component of the other engine, either way",
    yaml: having("flux: { version: 2.18.3 }"),
    others: {
      "environments/edge.yaml": k3d({
        domain: "edge.example.org",
        gitops: FLUX,
        components: "{ argo-cd: { version: 10.1.1 }, flux: { version: 2.18.3 } }",
      }),
    },
    message: `environments/edge.yaml:5:15  components.argo-cd: goes with the engine argocd alone, and gitops.engine is flux here. Delete it, or change the engine.
environments/staging.yaml:5:45  components.flux: goes with the engine flux alone, and gitops.engine is argocd here. Delete it, or change the engine.`,
  },
  {
    name: "pre-releases where none may run, each in its place",
    yaml: k3s({
      components: "\n  argo-cd: { version: 10.2.0-rc.1 }\n  external-secrets: { version: 2.9.0 }",
      applications: "{ shop: { chart: oci://ghcr.io/example/shop, version: 1.0.0-beta } }",
      clusters: "{ preview: { version: 0.37.0-rc.1, kubernetes: v1.35.4 } }",
    }),
    message: `environments/staging.yaml:6:23   components.argo-cd.version: "10.2.0-rc.1" is a pre-release, and staging allows none. Choose a released version, or write "prereleases: true".
environments/staging.yaml:11:69  applications.shop.version: "1.0.0-beta" is a pre-release, and staging allows none. Choose a released version, or write "prereleases: true".
environments/staging.yaml:12:33  clusters.preview.version: "0.37.0-rc.1" is a pre-release, and staging allows none. Choose a released version, or write "prereleases: true".`,
  },
  {
    name: "versions in a profile of two stages: of an application, its image and a virtual cluster",
    yaml: k3s({
      extends: "shared",
      components: "{ argo-cd: { version: 10.1.1 }, external-secrets: { version: 2.9.0 } }",
    }),
    others: {
      "environments/organization.yaml": `${ORGANIZATION}promotion: [development, staging]\n`,
      "environments/development.yaml": k3d({
        domain: "development.example.org",
        extends: "shared",
        components: "{ argo-cd: { version: 10.1.1 }, external-secrets: { version: 2.9.0 } }",
      }),
      "environments/profiles/shared.yaml": `applications:
  shop: { chart: oci://ghcr.io/example/shop, version: 1.0.0, images: { web: { repository: example/shop, tag: v1 } } }
  pages: { path: pages, repository: example/pages, revision: v2 }
clusters:
  preview: { version: 0.36.1, kubernetes: v1.35.4 }
`,
    },
    message: `environments/profiles/shared.yaml:2:55   applications.shop.version: "1.0.0" would reach development, staging at once, which are different stages of promotion. Versions stand in the environment files: move it there.
environments/profiles/shared.yaml:2:110  applications.shop.images.web.tag: "v1" would reach development, staging at once, which are different stages of promotion. Versions stand in the environment files: move it there.
environments/profiles/shared.yaml:3:62   applications.pages.revision: "v2" would reach development, staging at once, which are different stages of promotion. Versions stand in the environment files: move it there.
environments/profiles/shared.yaml:5:23   clusters.preview.version: "0.36.1" would reach development, staging at once, which are different stages of promotion. Versions stand in the environment files: move it there.
environments/profiles/shared.yaml:5:43   clusters.preview.kubernetes: "v1.35.4" would reach development, staging at once, which are different stages of promotion. Versions stand in the environment files: move it there.`,
  },
];
