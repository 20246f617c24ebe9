import * as fc from "fast-check";
import { hostKeyProblem } from "../../../config/schema/host-key";
import { HOST_KEY } from "../files";

describe("hostKeyProblem", () => {
  test("finds nothing wrong with an ed25519 key, with or without a comment", () => {
    expect(hostKeyProblem(HOST_KEY)).toBeUndefined();
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
