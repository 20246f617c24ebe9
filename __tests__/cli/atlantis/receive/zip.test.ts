import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { unzip } from "../../../../cli/atlantis/receive/zip";
import { zipped, type Written } from "./zipped";

const texts = (archive: Buffer): Readonly<Record<string, string>> =>
  Object.fromEntries([...unzip(archive)].map(([path, bytes]) => [path, bytes.toString()]));

describe("unzip", () => {
  test("gives files, packed or not, and leaves folders out", () => {
    const archive = zipped([
      { path: "production/", text: "", method: 0 },
      { path: "production/cdk.tf.json", text: "{}".repeat(1000) },
      { path: "state/cdk.tf.json", text: "{}", method: 0 },
      { path: "empty", text: "" },
    ]);
    expect(texts(archive)).toEqual({
      "production/cdk.tf.json": "{}".repeat(1000),
      "state/cdk.tf.json": "{}",
      empty: "",
    });
  });

  test("gives back whatever was packed", () => {
    const entries = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string());
    fc.assert(
      fc.property(entries, (files) => {
        const written = Object.entries(files).map(([path, text]) => ({ path, text }));
        expect(texts(zipped(written))).toEqual({ ...files });
      }),
    );
  });

  test.each<[string, Written, string]>([
    ["a file that is not what it was", { path: "a", text: "b", crc: 1 }, 'is damaged at "a"'],
    ["a file that is longer than it says", { path: "a", text: "bb", size: 1 }, 'is damaged at "a"'],
    ["a file that is shorter than it says", { path: "a", text: "b", size: 2 }, 'is damaged at "a"'],
    ["more than anybody synthesizes", { path: "a", text: "b", size: 0xffffffff }, "holds more than 268435456 bytes"],
    ["what is encrypted", { path: "a", text: "b", flags: 1 }, "is encrypted"],
    ["a packing that CI has not", { path: "a", text: "b", method: 12 }, 'packs "a" by a method other than deflate'],
  ])("refuses %s", (_what, written, message) => {
    expect(() => unzip(zipped([written]))).toThrow(message);
  });

  test("refuses a path that is there twice", () => {
    expect(() =>
      unzip(
        zipped([
          { path: "a", text: "1" },
          { path: "a", text: "2" },
        ]),
      ),
    ).toThrow('has "a" twice');
  });

  test("refuses what is no archive, or half of one, with a message and never a fault of its own", () => {
    expect(() => unzip(Buffer.from("<html>"))).toThrow("is not a zip archive");
    const whole = zipped([{ path: "a", text: randomBytes(50).toString("hex") }]);
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }), (at, byte) => {
        const broken = Buffer.from(whole);
        broken[at] = byte;
        try {
          unzip(broken);
        } catch (error) {
          expect(error instanceof Error ? error.message : error).toMatch(/^(is|has|holds|packs) /);
        }
        expect(() => unzip(whole.subarray(at + 1))).toThrow(/^is /);
      }),
    );
  });
});
