/** Holds of every container, which the expression calls `c`. */
export const everyContainer = (expression: string): string => `variables.containers.all(c, ${expression})`;

/** Holds of a setting of the pod, and of the same setting of every container. */
export function everywhere(setting: string, holds: (value: string) => string): string {
  const ofContainers = everyContainer(holds(`c.?securityContext.${setting}`));
  return `${holds(`object.spec.?securityContext.${setting}`)} && ${ofContainers}`;
}

/** A list of texts. */
export const quoted = (values: readonly string[]): string => `[${values.map((value) => `'${value}'`).join(", ")}]`;

/** The value is one of these; one that is left out counts as `absent`. */
export const oneOf =
  (values: readonly string[], absent: string) =>
  (value: string): string =>
    `${value}.orValue('${absent}') in ${quoted(values)}`;

/** The value is false or left out. */
export const off = (value: string): string => `!${value}.orValue(false)`;
