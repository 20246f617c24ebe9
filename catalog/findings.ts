import type { Environment, Finding, Platform } from "../config";
import { surroundingsOf } from "./context";
import { SECRET_STORE_COMPONENT, type Component } from "./define";

/** What can't be in environments whose files are right by themselves: only the catalog knows. */
export function catalogFindings(platform: Platform, components: readonly Component[]): Finding[] {
  return platform.environments.flatMap((environment) => {
    const surroundings = surroundingsOf(environment, platform.organization, components);
    const found = Object.entries(environment.components).flatMap(([name, chosen]) => {
      const path = ["components", name];
      const component = components.find((known) => known.name === name);
      if (component === undefined) return [];
      const mistakes = component.mistakes(surroundings, chosen);
      if (mistakes.length > 0) {
        return mistakes.map(({ option, message }) => ({
          path: option === undefined ? path : [...path, option],
          message,
        }));
      }
      const secrets = component.configure(surroundings, chosen).secrets.map((secret) => secret.name);
      if (secrets.length === 0 || surroundings.has(SECRET_STORE_COMPONENT)) return [];
      const message =
        `reads ${secrets.join(", ")} from Vault and needs "${SECRET_STORE_COMPONENT}", which ${environment.name} does not have. ` +
        "Add it, or take the component out.";
      return [{ path, message }];
    });
    return [...found, ...imageFindings(environment)].map((one) => ({ ...one, environment: environment.name }));
  });
}

/** Image automation commits tags to the repository: Flux needs its controllers, and a credential that may push. */
function imageFindings({ applications, components, gitops }: Environment): Omit<Finding, "environment">[] {
  const asking = Object.entries(applications).flatMap(([application, { images }]) =>
    Object.entries(images).flatMap(([image, { policy }]) =>
      policy === undefined ? [] : [["applications", application, "images", image, "policy"]],
    ),
  );
  const needs = [
    ...(components["flux"]?.variants.includes("image-automation")
      ? []
      : ['needs Flux\'s image automation: write "variants: [image-automation]" at components.flux.']),
    ...(gitops.credential === "none"
      ? ["needs a credential that may push to the repository: set gitops.credential to token or ssh."]
      : []),
  ];
  return asking.flatMap((path) => needs.map((message) => ({ path, message })));
}
