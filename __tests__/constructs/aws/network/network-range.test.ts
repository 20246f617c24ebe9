import { networkRange, podRange } from "../../../../constructs/aws/network/network-range";

describe("networkRange", () => {
  test.each(["10.0.0.0/16", "192.168.16.0/20", "172.20.128.0/17"])("takes %s", (text) => {
    expect(() => networkRange("cidr", text)).not.toThrow();
  });

  test.each([
    ["10.0.0.0", 'cidr: "10.0.0.0" is not an IPv4 range such as 10.0.0.0/16.'],
    ["10.0.0.300/16", 'cidr: "10.0.0.300/16" is not an IPv4 range such as 10.0.0.0/16.'],
    ["10.0.1.0/16", 'cidr: "10.0.1.0/16" is not where a range begins. Write 10.0.0.0/16.'],
    ["10.0.0.0/8", 'cidr: "10.0.0.0/8" is too large: AWS takes a /16 at most. Write 10.0.0.0/16, say.'],
    ["10.0.17.0/24", 'cidr: "10.0.17.0/24" is too small: 8 zones need a /20 at least. Write 10.0.16.0/20, say.'],
    ["10.0.0.0/21", 'cidr: "10.0.0.0/21" is too small: 8 zones need a /20 at least. Write 10.0.0.0/20, say.'],
  ])("refuses %s, and says what would do", (text, message) => {
    expect(() => networkRange("cidr", text)).toThrow(new Error(message));
  });
});

describe("podRange", () => {
  test.each([
    ["10.0.0.0/16", "100.64.0.0/16"],
    ["172.16.0.0/16", "100.127.240.0/20"],
    ["100.64.0.0/16", "100.65.0.0/16"],
    ["203.0.0.0/16", "100.64.0.0/16"],
    ["10.4.0.0/16", "10.5.0.0/16"],
    ["10.4.0.0/16", "10.0.0.0/16"],
    ["10.0.0.0/17", "10.1.0.0/16"],
    ["172.16.0.0/16", "172.30.0.0/16"],
    ["192.168.0.0/20", "192.168.16.0/20"],
  ])("adds to %s the range %s", (network, pods) => {
    expect(() => podRange(pods, networkRange("cidr", network))).not.toThrow();
  });

  test.each([
    [
      "10.0.0.0/16",
      "10.0.128.0/17",
      'podCidr: "10.0.128.0/17" overlaps the network\'s own 10.0.0.0/16. Write 100.64.0.0/16, say.',
    ],
    [
      "100.64.0.0/16",
      "100.64.0.0/20",
      'podCidr: "100.64.0.0/20" overlaps the network\'s own 100.64.0.0/16. Write 100.65.0.0/16, say.',
    ],
    [
      "10.0.0.0/16",
      "100.64.0.0/10",
      'podCidr: "100.64.0.0/10" is too large: AWS takes a /16 at most. Write 100.64.0.0/16, say.',
    ],
  ])("refuses to add to %s the range %s", (network, pods, message) => {
    expect(() => podRange(pods, networkRange("cidr", network))).toThrow(new Error(message));
  });

  test.each([
    ["10.0.0.0/16", "172.16.0.0/16"],
    ["10.0.0.0/16", "192.168.0.0/16"],
    ["10.0.0.0/16", "198.19.0.0/16"],
    ["10.0.0.0/16", "203.0.0.0/16"],
    ["10.1.0.0/16", "10.0.0.0/16"],
    ["10.0.0.0/17", "10.0.128.0/17"],
    ["172.16.0.0/16", "172.31.0.0/16"],
    ["172.16.0.0/16", "10.0.0.0/16"],
    ["203.0.0.0/16", "10.0.0.0/16"],
    ["100.64.0.0/16", "10.0.0.0/16"],
  ])("knows that AWS does not add to %s the range %s", (network, pods) => {
    expect(() => podRange(pods, networkRange("cidr", network))).toThrow(
      `podCidr: AWS does not add "${pods}" to a network of ${network}. Write 100.6`,
    );
  });
});
