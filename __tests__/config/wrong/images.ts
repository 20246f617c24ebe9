import { k3s } from "../files";
import type { WrongCase } from "./wrong-case";

const CHART = "chart: oci://ghcr.io/example/shop, version: 1.0.0";
const FLUX = {
  gitops: "{ engine: flux, repository: example/platform, revision: main }",
  components: "{ flux: { version: 2.18.3 } }",
};

/** An environment with the application shop, and perhaps others. */
const shop = (keys: string, others = ""): string => k3s({ applications: `{ shop: { ${keys} }${others} }` });

/** Images of applications, and who chooses their tags. */
export const IMAGES: readonly WrongCase[] = [
  {
    name: "an image with its tag in its name, and the tag latest",
    yaml: shop(`${CHART}, images: { web: { repository: "example/shop:v1", tag: latest } }`),
    message: `environments/staging.yaml:9:105  applications.shop.images.web.repository: "example/shop:v1" is not an image without a tag such as ghcr.io/example/storefront.
environments/staging.yaml:9:129  applications.shop.images.web.tag: "latest" is not an exact tag such as 1.8.2; nothing here is ever latest.`,
  },
  {
    name: "a policy under Argo CD",
    yaml: shop(`${CHART}, images: { web: { repository: example/shop, tag: v1, policy: { semver: ">=1.0.0" } } }`),
    message:
      "environments/staging.yaml:9:136  applications.shop.images.web.policy: asks for Flux's image automation, and gitops.engine is argocd here. Delete it, and promote the tag.",
  },
  {
    name: "a policy under Flux whose tag has no comment by which Flux finds it",
    yaml: k3s({
      ...FLUX,
      applications: `
  shop:
    path: shop
    namespace: shop
    images:
      one: { repository: example/one, tag: 1.0.0, policy: { semver: ">=1.0.0" } }
      two:
        repository: example/two
        tag: 1.0.0
        policy: { semver: ">=1.0.0" }
      three:
        repository: example/three
        tag: 1.0.0 # {"$imagepolicy": "flux-system:shop-two:tag"}
        policy: { semver: ">=1.0.0" }
      right:
        repository: example/right
        tag: 1.0.0 # {"$imagepolicy": "flux-system:shop-right:tag"}
        policy: { semver: ">=1.0.0" }`,
    }),
    message: `environments/staging.yaml:14:44  applications.shop.images.one.tag: Flux writes this tag, and finds it by the comment on its line. Write it on a line of its own: tag: 1.0.0 # {"$imagepolicy": "flux-system:shop-one:tag"}
environments/staging.yaml:17:14  applications.shop.images.two.tag: Flux writes this tag, and finds it by the comment on its line. Write it on a line of its own: tag: 1.0.0 # {"$imagepolicy": "flux-system:shop-two:tag"}
environments/staging.yaml:21:14  applications.shop.images.three.tag: Flux writes this tag, and finds it by the comment on its line. Write it on a line of its own: tag: 1.0.0 # {"$imagepolicy": "flux-system:shop-three:tag"}`,
  },
  {
    name: "two images whose policies would have one name",
    yaml: k3s({
      ...FLUX,
      applications: `
  shop:
    path: shop
    images:
      api-web:
        repository: example/one
        tag: 1.0.0 # {"$imagepolicy": "flux-system:shop-api-web:tag"}
        policy: { semver: ">=1.0.0" }
  shop-api:
    path: shop
    images:
      web:
        repository: example/two
        tag: 1.0.0 # {"$imagepolicy": "flux-system:shop-api-web:tag"}
        policy: { semver: ">=1.0.0" }`,
    }),
    message:
      'environments/staging.yaml:23:17  applications.shop-api.images.web.policy: would be the image policy "shop-api-web", and so is that of applications.shop.images.api-web; call one of these images otherwise.',
  },
  {
    name: "policies that say nothing, too much, or half",
    yaml: k3s({
      applications: `\n  shop:\n    path: shop\n    images:${[
        "{}",
        '{ semver: "one" }',
        '{ semver: ">=1.0.0", order: numerical-asc }',
        '{ pattern: "^v(.*)$", extract: $ts, order: numerical-asc }',
        '{ pattern: "^(?P<ts>[0-9+$", extract: $ts, order: numerical-asc }',
        '{ pattern: "^(?P<ts>[0-9]+)$", order: numerical-asc }',
        '{ pattern: "^(?P<ts>[0-9]+)$", extract: $date, order: numerical-asc }',
        '{ pattern: "^(?P<ts>[0-9]+)$", extract: $ts, order: numeric }',
        "{ extract: $ts }",
      ]
        .map((policy, index) => `\n      i${index}: { repository: a/b, tag: v1, policy: ${policy} }`)
        .join("")}`,
      gitops: "{ engine: fluks, repository: example/platform, revision: main }",
    }),
    message: `environments/staging.yaml:4:19   gitops.engine: "fluks" is not allowed; one of argocd, flux.
environments/staging.yaml:13:39  applications.shop.images.i0.policy.semver: is missing: the range of versions to choose the highest from. Write for example "semver: 1.x".
environments/staging.yaml:14:57  applications.shop.images.i1.policy.semver: "one" is not a range of versions such as ">=1.0.0".
environments/staging.yaml:15:75  applications.shop.images.i2.policy.order: "numerical-asc" goes with a pattern; this policy goes by semver. Delete one of both.
environments/staging.yaml:16:58  applications.shop.images.i3.policy.pattern: "^v(.*)$" has no named group such as (?P<ts>[0-9]+), by which tags are compared.
environments/staging.yaml:17:58  applications.shop.images.i4.policy.pattern: "^(?P<ts>[0-9+$" is not a regular expression.
environments/staging.yaml:18:39  applications.shop.images.i5.policy.extract: is missing: the group of the pattern by which tags are compared. Write for example "extract: $ts".
environments/staging.yaml:19:87  applications.shop.images.i6.policy.extract: "$date" is no group of the pattern, which would have (?P<date>…).
environments/staging.yaml:20:99  applications.shop.images.i7.policy.order: "numeric" is not allowed; one of numerical-asc, numerical-desc, alphabetical-asc, alphabetical-desc.
environments/staging.yaml:21:39  applications.shop.images.i8.policy.pattern: is missing: the regular expression that tags must match, with a named group for what is compared. Write for example "pattern: ^main-[a-f0-9]+-(?P<ts>[0-9]+)$".`,
  },
];
