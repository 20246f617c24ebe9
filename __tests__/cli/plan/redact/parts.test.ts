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
    ["lines of JSON", '{"a":"hunter22"}\n\n{"b":["secret33"]}', ["hunter22", "secret33"]],
    ["JSON in JSON", JSON.stringify({ a: JSON.stringify({ b: "hunter22" }) }), ['{"b":"hunter22"}', "hunter22"]],
    ["a text of JSON that is JSON", JSON.stringify('{"b":"hunter22"}'), ['{"b":"hunter22"}', "hunter22"]],
    ["base64 of JSON", base64('{"b":"hunter22"}'), ['{"b":"hunter22"}', "hunter22"]],
    ["JSON with a long number", '{"id":"1234567890123456789","key":"hunter22"}', ["1234567890123456789", "hunter22"]],
    ["YAML on one line", "{user: ops-user, password: hunter22}", ["ops-user", "hunter22"]],
    ["YAML with tags", "a: !vault hunter22\nb: note !important\n", [expect.any(String), "hunter22", "note !important"]],
    ["YAML with a key twice", "a: hunter22\na: secret33", ["hunter22", "secret33"]],
    ["YAML with its booleans", "a: yes\nb: hunter22\nc: off", ["hunter22"]],
    ["what only looks like YAML", "a: {{ if .a }}\n{{ end }}\npassword: hunter22", ["{{ if .a }}", "hunter22"]],
    ["a number that is no setting", '{"id":12345678901,"port":8443}', ["12345678901"]],
    ["nothing else", "hunter22", []],
  ])("of %s", (_, secret, expected) => {
    expect(texts(secret)).toEqual(expected);
  });

  test("are numbers too, as they are written and as a plan has them", () => {
    const { numbers, texts } = partsOf(['{"pin":123456,"float":1.5e10,"big":12345678901234567890,"port":8443}']);
    expect([...numbers]).toEqual(["123456"]);
    expect([...texts].slice(1)).toEqual(["12345678901234567890", "12345678901234567000"]);
    expect([...partsOf(["a: 1_000_000\nb: 7654321\n"]).numbers]).toEqual(["7654321"]);
  });

  test.each([
    ["JSON that goes deep", `${"[".repeat(50_000)}"hunter22"${"]".repeat(50_000)}`],
    ["YAML that goes deep", `${"- ".repeat(50_000)}hunter22\n`],
    ["long JSON", JSON.stringify({ a: Array.from({ length: 50_000 }, (_, index) => index), b: "hunter22" })],
    ["long YAML", `${"- a: b\n".repeat(50_000)}password: hunter22\n`],
    ["aliases of aliases", `a: &a [x, y]\n${"b: &a [*a, *a, *a]\n".repeat(100)}c: hunter22\n`],
  ])("are found, or at least looked for, in %s", (kind, secret) => {
    const began = performance.now();
    expect(partsOf([secret]).texts.has("hunter22")).toBe(kind !== "YAML that goes deep");
    expect(performance.now() - began).toBeLessThan(5000);
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
