/** Construct ids that carry no meaning of their own: the one resource of a construct is called after the construct. */
const hiddenIds = new Set(["Resource", "Default"]);

/**
 * The name of an element in Terraform, from the construct ids between its stack and itself: `network/private/a` is
 * `network_private_a`. No hash: an address is a contract that people read, write into `moved` blocks and protect.
 *
 * @param ids construct ids below the stack, outermost first.
 * @param path the element's whole construct path, for the error.
 */
export function terraformName(ids: readonly string[], path: string): string {
  const visible = ids.filter((id) => !hiddenIds.has(id));
  const name = (visible.length > 0 ? visible : ids.slice(-1)).join("_").replace(/[^A-Za-z0-9_-]/g, "_");
  if (/^[0-9-]/.test(name)) {
    throw new Error(
      `${path}: "${name}" can't be a name in Terraform, which begins with a letter or "_". Give the outermost construct an id that begins with a letter.`,
    );
  }
  return name;
}

/** An element of a stack: its address in Terraform (`aws_subnet.network_a`) and its construct path. */
export interface AddressedElement {
  readonly address: string;
  readonly path: string;
}

/** One message for each address that two elements share; Terraform's JSON would silently hold a mixture of both. */
export function addressCollisions(elements: readonly AddressedElement[]): string[] {
  const owners = new Map<string, string>();
  return elements.flatMap(({ address, path }) => {
    const owner = owners.get(address);
    if (owner === undefined) {
      owners.set(address, path);
      return [];
    }
    return [`${address} is the address of both ${owner} and ${path}. Give one of them another id.`];
  });
}
