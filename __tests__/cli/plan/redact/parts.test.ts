import { gzipSync } from "node:zlib";
import { partsOf } from "../../../../cli/plan/redact/parts";

const base64 = (text: string | Buffer) => Buffer.from(text).toString("base64");
const texts = (secret: string) => [...partsOf([secret]).texts].filter((text) => text !== secret);

describe("what is secret of a secret", () => {
  test.each([
    ["a JSON document", '{"user":"ops-user","list":["hunter22",5,true]}', ["ops-user", "hunter22"]],
    [
      "a YAML document",
      "user: ops-user\nlist:\n  - hunter22\n",
      ["user: ops-user\nlist:\n  - hunter22", "ops-user", "hunter22"],
    ],
    [
      "a document in a document",
      '{"file":"a: hunter22\\nb: secret33"}',
      ["a: hunter22\nb: secret33", "hunter22", "secret33"],
    ],
    ["settings", "export DB_USER=ops-user\n# a comment\nDB_PASSWORD='hunter22'", ["ops-user", "hunter22"]],
    ["no small numbers", "PORT=8443\nDB_PASSWORD=hunter22", ["hunter22"]],
    ["one setting", "password: hunter22", ["hunter22"]],
    ["a text in quotes", '"hunter22"', ["hunter22"]],
    ["a text in base64", base64("hunter22 and more"), ["hunter22 and more"]],
    ["a packed text in base64", base64(gzipSync("hunter22 and more")), ["hunter22 and more"]],
    ["a user and a password in base64", base64("ops-user:hunter22"), ["ops-user:hunter22", "hunter22"]],
    ["a URL", "postgres://ops:hunter%2F22@db:5432/x", ["hunter%2F22", "hunter/22"]],
    ["space around", "  hunter22\n", ["hunter22"]],
    ["no word of its own", '{"kind":"Config","namespace":"default","token":"hunter22"}', ["hunter22"]],
    ["keys that are no names", '{"9f2c74d18b1e":"admin"}', ["9f2c74d18b1e"]],
    ["nothing else", "hunter22", []],
  ])("of %s", (_, secret, expected) => {
    expect(texts(secret)).toEqual(expected);
  });

  test("are the lines of a key, without those that frame it", () => {
    const key = [
      "-----BEGIN EC",
      "PRIVATE KEY-----\nMHcCAQEEIIGl\nshort\n  AwEHoUQDQgAE\n-----END EC",
      "PRIVATE KEY-----",
    ].join(" ");
    expect([...partsOf([key]).lines]).toEqual(["MHcCAQEEIIGl", "AwEHoUQDQgAE"]);
  });

  test("are those of a file that an editor of Windows wrote", () => {
    expect(texts("first line\r\nsecond line")).toEqual(["first line\nsecond line"]);
  });

  test("an archive that unpacks to gigabytes is left packed", () => {
    expect(texts(base64(gzipSync(Buffer.alloc(8 * 1024 * 1024, "a"))))).toEqual([]);
  });
});
