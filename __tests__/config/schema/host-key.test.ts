import * as fc from "fast-check";
import { hostKeyProblem } from "../../../config/schema/host-key";
import { HOST_KEY } from "../files";

describe("hostKeyProblem", () => {
  test.each([
    "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBEmKSENjQEezOmxkZMy7opKgwFB9nkt5YRrYMjNuG5N87uRgg6CLrbo5wAdT/y6v0mKV0U2w0WZ2YB/++Tpockg=",
    HOST_KEY,
  ])("finds nothing wrong with %s, with or without a comment", (key) => {
    expect(hostKeyProblem(key)).toBeUndefined();
    expect(hostKeyProblem(`${key} root@server-1`)).toBeUndefined();
  });

  test("finds nothing wrong with a key and its comment", () => {
    expect(hostKeyProblem(`${HOST_KEY} root@server-1`)).toBeUndefined();
  });

  test("finds every key that lost or changed its end", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: HOST_KEY.length - 1 }), (length) => {
        expect(hostKeyProblem(HOST_KEY.slice(0, length))).toBeDefined();
      }),
    );
  });

  test.each(["ecdsa-sha2-nistp256 AAAA", "192.0.2.11 ssh-ed25519 AAAA", "", "ssh-ed25519"])("refuses %j", (key) => {
    expect(hostKeyProblem(key)).toBeDefined();
  });

  test("says of a private key what to do, without repeating it", () => {
    expect(hostKeyProblem("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn\n")).toBe(
      "is a private key. Remove it from this file, make a new host key on the node, and write its public half here.",
    );
  });
});
