import { catalogFindings } from "../../catalog/findings";
import type { Environment } from "../../config";
import { platformOf } from "../helpers/environments";
import { chartComponent, chosen, environmentWith, testCatalog } from "./example";

const reader = chartComponent("reader", {
  secrets: () => [{ name: "token", data: { key: { path: "platform/reader", property: "token" } } }],
});
const fussy = chartComponent("fussy", {
  mistakes: ({ laptop }) => (laptop ? [] : [{ option: "mode", message: "is for laptops only; leave it out." }]),
  manifests: () => {
    throw new Error("is not reached");
  },
});
const store = chartComponent("secret-store", { chart: undefined });
const components = [...testCatalog, reader, fussy, store];
const find = (environment: Environment) => catalogFindings(platformOf(environment), components);

describe("what only the catalog knows to be wrong", () => {
  test("is nothing where everything fits", () => {
    const all = { reader: chosen(), "secret-store": chosen(undefined), tuned: chosen() };
    expect(find(environmentWith(all))).toEqual([]);
  });

  test("is a component that reads from Vault where nothing does so", () => {
    expect(find(environmentWith({ reader: chosen() }))).toEqual([
      {
        environment: "staging",
        path: ["components", "reader"],
        message:
          'reads token from Vault and needs "secret-store", which staging does not have. Add it, or take the component out.',
      },
    ]);
  });

  test("is what a component says of its own options, and it is not configured then", () => {
    expect(find(environmentWith({ fussy: chosen() }))).toEqual([
      { environment: "staging", path: ["components", "fussy", "mode"], message: "is for laptops only; leave it out." },
    ]);
  });

  test("is an image that Flux is to follow, without the controllers or the credential for it", () => {
    const image = { repository: "ghcr.io/example/web", tag: "1.0.0", policy: { semver: ">=1.0.0" } };
    const entry = { path: "web", repository: undefined, revision: undefined, dependsOn: [], images: { web: image } };
    const environment = environmentWith({}, { applications: { shop: entry } });
    const path = ["applications", "shop", "images", "web", "policy"];
    expect(find(environment)).toEqual([
      {
        environment: "staging",
        path,
        message: 'needs Flux\'s image automation: write "variants: [image-automation]" at components.flux.',
      },
      {
        environment: "staging",
        path,
        message: "needs a credential that may push to the repository: set gitops.credential to token or ssh.",
      },
    ]);
  });
});
