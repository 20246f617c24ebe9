import { contains, formatRange, overlaps, parseRange, rangeAt, rangeSize, type Ipv4Range } from "./ipv4";

/** The largest range that AWS takes. Source: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
const LARGEST = 16;
/** The smallest range of which an eighth still has room for the subnets of a zone; AWS takes none below a /28. */
const SMALLEST = 20;

const SHARED: Ipv4Range = { first: 0x64400000, bits: 10 };
const PRIVATE: readonly Ipv4Range[] = [
  { first: 0x0a000000, bits: 8 },
  { first: 0xac100000, bits: 12 },
  { first: 0xc0a80000, bits: 16 },
];

/** Ranges that AWS adds to no network whose own range is in the first. */
const RESTRICTED: readonly (readonly [Ipv4Range, Ipv4Range])[] = [
  [
    { first: 0x0a000000, bits: 15 },
    { first: 0x0a000000, bits: 16 },
  ],
  [
    { first: 0xac100000, bits: 12 },
    { first: 0xac1f0000, bits: 16 },
  ],
];

/**
 * Reads the range of a network. Throws on one that is none, that has host bits set, or that isn't a /16 to a /20.
 *
 * @param name what the range is called in an error.
 */
export function networkRange(name: string, text: string): Ipv4Range {
  const range = parseRange(text);
  if (range === undefined) throw new Error(`${name}: "${text}" is not an IPv4 range such as 10.0.0.0/16.`);
  if (range.bits < LARGEST) {
    const instead = formatRange({ ...range, bits: LARGEST });
    throw new Error(`${name}: "${text}" is too large: AWS takes a /${LARGEST} at most. Write ${instead}, say.`);
  }
  if (range.bits > SMALLEST) {
    const instead = formatRange(rangeAt(range.first, SMALLEST));
    throw new Error(`${name}: "${text}" is too small: 8 zones need a /${SMALLEST} at least. Write ${instead}, say.`);
  }
  if (formatRange(range) !== text) {
    throw new Error(`${name}: "${text}" is not where a range begins. Write ${formatRange(range)}.`);
  }
  return range;
}

/**
 * Reads the range of the pods, which AWS must be able to add to the network. Throws where it can't.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#add-cidr-block-restrictions
 */
export function podRange(text: string, network: Ipv4Range): Ipv4Range {
  const range = networkRange("podCidr", text);
  const shared = rangeAt(SHARED.first, LARGEST);
  const next = rangeAt(SHARED.first + rangeSize(LARGEST), LARGEST);
  const instead = formatRange(overlaps(shared, network) ? next : shared);
  if (overlaps(range, network)) {
    throw new Error(`podCidr: "${text}" overlaps the network's own ${formatRange(network)}. Write ${instead}, say.`);
  }
  if (!mayJoin(range, network)) {
    throw new Error(
      `podCidr: AWS does not add "${text}" to a network of ${formatRange(network)}. Write ${instead}, say.`,
    );
  }
  return range;
}

function mayJoin(range: Ipv4Range, network: Ipv4Range): boolean {
  if (contains(SHARED, range)) return true;
  const samePrivate = PRIVATE.some((block) => contains(block, range) && contains(block, network));
  return samePrivate && !RESTRICTED.some(([own, added]) => contains(own, network) && contains(added, range));
}
