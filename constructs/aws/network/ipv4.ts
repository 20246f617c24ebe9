/** A range of IPv4 addresses. */
export interface Ipv4Range {
  /** The first address as a number. */
  readonly first: number;
  /** Length of the prefix: 16 of a /16. */
  readonly bits: number;
}

/** Reads `10.0.0.0/16`; host bits may be set, and are dropped. Nothing when it is no range. */
export function parseRange(text: string): Ipv4Range | undefined {
  const [address = "", length = "", ...rest] = text.split("/");
  const parts = address.split(".");
  const isAddress = parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
  if (!isAddress || !/^(\d|[12]\d|3[0-2])$/.test(length) || rest.length > 0) return undefined;
  return rangeAt(
    parts.reduce((sum, part) => sum * 256 + Number(part), 0),
    Number(length),
  );
}

/** The range of this size that an address is in. */
export function rangeAt(address: number, bits: number): Ipv4Range {
  const size = rangeSize(bits);
  return { first: Math.floor(address / size) * size, bits };
}

/** The range as people write it: `10.0.0.0/16`. */
export function formatRange({ first, bits }: Ipv4Range): string {
  const parts = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${parts.join(".")}/${bits}`;
}

/** Number of addresses in a range of this size. */
export function rangeSize(bits: number): number {
  return 2 ** (32 - bits);
}

/** Whether the outer range holds all of the inner one. */
export function contains(outer: Ipv4Range, inner: Ipv4Range): boolean {
  return outer.bits <= inner.bits && rangeAt(inner.first, outer.bits).first === outer.first;
}

/** Whether two ranges share an address. */
export function overlaps(one: Ipv4Range, other: Ipv4Range): boolean {
  return contains(one, other) || contains(other, one);
}
