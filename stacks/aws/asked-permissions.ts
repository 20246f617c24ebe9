import { catalog } from "../../catalog";
import type { Configured } from "../../catalog/component";
import { surroundingsOf } from "../../catalog/context";
import type { EksEnvironment, Organization } from "../../config";

/** A component of an environment, and what it asks for in the cloud. */
export interface Asking {
  readonly name: string;
  readonly namespace: string;
  readonly permissions: Configured["permissions"];
}

/** What the components of an environment ask for in the cloud; one with mistakes is told of elsewhere, and asks for nothing. */
export function askedPermissions(environment: EksEnvironment, organization: Organization): Asking[] {
  const surroundings = surroundingsOf(environment, organization, catalog);
  return Object.entries(environment.components).flatMap(([name, chosen]) => {
    const component = catalog.find((known) => known.name === name);
    if (component === undefined || component.mistakes(surroundings, chosen).length > 0) return [];
    const { permissions } = component.configure(surroundings, chosen);
    return [{ name, namespace: component.namespace, permissions }];
  });
}
