import { redactorOf } from "../../../../cli/plan/redact";

const secret = "s3cr3t-pa55";
const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("the redactor", () => {
  const redactor = redactorOf([secret, "abc", "two words", 8443], { readable: [] });

  test.each([
    ["alone", secret, "(sensitive)"],
    ["embedded", `postgres://ops@db?p=${secret}&x`, "postgres://ops@db?p=(sensitive)&x"],
    ["twice", `${secret},${secret}${secret}`, "(sensitive),(sensitive)"],
    ["in base64", `Basic ${base64(secret)}`, "Basic (sensitive)"],
    ["in base64 in base64 in a path", `/v1/${base64(base64(`a ${secret}`))}`, "/v1/(sensitive)"],
    ["in JSON, of which the rest stays", `{"b": 1,  "a":"x ${secret}"}`, '{"b": 1,  "a":"x (sensitive)"}'],
    ["in escapes", '{"a":"s3cr3t\\u002dpa55"}', '{"a":"(sensitive)"}'],
    ["in a URL, across lines, with a plus for its space", "q=two+words", "q=(sensitive)"],
    ["on a line of YAML that goes on", 'a: "s3cr3t\\\n   -pa55"\n', 'a: "(sensitive)"\n'],
    ["over two lines of YAML", "a: it is two\n  words so\n", "a: it is (sensitive) so\n"],
  ])("removes a secret %s", (_, text, expected) => {
    expect(redactor.text(text)).toBe(expected);
  });

  test.each([
    [
      "of JSON",
      '{"a":"abc","n":8443,"m":84431,"abc":"abcd"}',
      '{"a":"(sensitive)","n":"(sensitive)","m":84431,"abc":"abcd"}',
    ],
    ["of JSON in escapes", '["\\u0061bc"]', '["(sensitive)"]'],
    [
      "of YAML",
      "# note\na: abc # why\nb: [abc, 'abc', 8443]\nabc: abcd\n",
      '# note\na: (sensitive) # why\nb: [(sensitive), "(sensitive)", (sensitive)]\nabc: abcd\n',
    ],
    ["of YAML in JSON", '{"f":"a: abc\\nb: 2\\n"}', '{"f":"a: (sensitive)\\nb: 2\\n"}'],
    ["of base64 of JSON", `x=${base64('{"a":"abc","b":1}')}`, "x=(sensitive)"],
  ])("hides a leaf %s that is equal to a short secret", (_, text, expected) => {
    expect(redactor.text(text)).toBe(expected);
  });

  test.each(["abc", "the abc of it", "8443", "abc: is not alone", "a sentence: of abc words"])(
    "leaves a short secret in the text %j",
    (text) => {
      expect(redactor.text(text)).toBe(text);
    },
  );

  test("finds one in single quotes of YAML, where a quote is doubled", () => {
    const quoted = redactorOf(["it's-s3cret"], { readable: [] });
    expect(quoted.text("a: 'x it''s-s3cret'\nb: 1\n")).toBe("a: 'x (sensitive)'\nb: 1\n");
  });

  test.each([
    ["at its start", `${secret}\xff\xfe\xfd\xfc`],
    ["one after", `\xff${secret}\xff\xfe\xfd`],
    ["two after", `\xff\xfe${secret}\xff\xfe`],
  ])("removes every character of base64 that has a bit of a secret %s", (_, bytes) => {
    const text = Buffer.from(bytes, "latin1").toString("base64");
    const first = Math.floor((bytes.indexOf(secret) * 8) / 6);
    const end = Math.ceil(((bytes.indexOf(secret) + secret.length) * 8) / 6);
    expect(redactor.text(text)).toBe(`${text.slice(0, first)}(sensitive)${text.slice(end).replace(/^=+/, "")}`);
  });

  test("removes all of secrets that overlap", () => {
    expect(redactorOf(["abcdefgh", "efghijkl"], { readable: [] }).text("-abcdefghijkl-")).toBe("-(sensitive)-");
  });

  test.each([
    ["in lines of 32", base64(`${"z".repeat(20)}${secret}${"z".repeat(50)}`).replace(/.{32}/g, "$&\n")],
    ["in lines of 16 in a file", `data: |\n${base64(`zz${secret}zzz`).replace(/.{1,16}/g, "  $&\n")}`],
  ])("removes a secret in base64 that is broken %s", (_, text) => {
    expect(redactor.text(text)).toContain("(sensitive)");
    expect(Buffer.from(redactor.text(text).replace(/\s/g, "").replace("data:|", ""), "base64").toString()).not.toMatch(
      /s3cr3|pa55/,
    );
  });

  test("removes a secret of paragraphs that YAML has folded", () => {
    const paragraphs = redactorOf(["two words\nand more"], { readable: [] });
    expect(paragraphs.text("a: 'two\n  words\n\n  and more'\nb: 1\n")).toBe("a: '(sensitive)'\nb: 1\n");
  });

  test("removes a key whatever it is indented by, and each of its lines", () => {
    const key = ["-----BEGIN EC", "KEY-----\nMHcCAQEEIIGl\nQDQg==\n-----END EC", "KEY-----"].join(" ");
    const keys = redactorOf([key], { readable: [] });
    expect(keys.text(`a:\n  key: |\n    ${key.replaceAll("\n", "\n    ")}\n  b: 1\n`)).toBe(
      "a:\n  key: |\n    (sensitive)\n  b: 1\n",
    );
    expect(keys.text("│ MHcCAQEEIIGl\n│ more")).toBe("│ (sensitive)\n│ more");
  });

  test("removes what looks like a secret though nobody marked it", () => {
    const none = redactorOf([], { readable: [] });
    const token = `ghp_${"a".repeat(36)}`;
    expect(none.text(`token ${token}.`)).toBe("token (sensitive).");
    expect(none.text(["https://ops:", "hunter22@git.example.org/x.git"].join(""))).toBe(
      "https://ops:(sensitive)@git.example.org/x.git",
    );
    const begin = ["-----BEGIN RSA", "PRIVATE KEY-----"].join(" ");
    expect(none.text(`a ${begin}\nMIIE\n${begin.replace("BEGIN", "END")} b`)).toBe("a (sensitive) b");
    expect(none.text(`a ${begin}\nMIIE cut o`)).toBe("a (sensitive)");
    expect(none.text(base64(`export TOKEN=${token}`))).toBe("(sensitive)");
    expect(none.text(`K10${"0".repeat(64)}::server:abc def`)).toBe("(sensitive) def");
  });

  test.each([secret, ` ${secret}\n`, base64(secret), `"${secret}`.slice(1), "abc", 8443, "8443"])(
    "hides the leaf %j",
    (leaf) => {
      expect(redactor.hides(leaf)).toBe(true);
    },
  );

  test.each([`x ${secret}`, "abcd", 84431, true, false, null, "", "(sensitive)", [], {}])(
    "does not hide the leaf %j",
    (leaf) => {
      expect(redactor.hides(leaf)).toBe(false);
    },
  );

  test("hides a number with a secret in it", () => {
    expect(redactorOf(["123456"], { readable: [] }).hides(91234567)).toBe(true);
  });

  test("goes through a value, and keeps keys apart that differ in secrets only", () => {
    const two = redactorOf([secret, "0ther-secret"], { readable: [] });
    expect(two.value({ [secret]: 1, "0ther-secret": [`a ${secret}`, true, null], plain: {} })).toEqual({
      "(sensitive)": 1,
      "(sensitive) 2": ["a (sensitive)", true, null],
      plain: {},
    });
  });

  test("a secret that a placeholder has in it is not looked for", () => {
    expect(redactorOf(["sensitive"], { readable: [] }).text("(sensitive) sensitive")).toBe("(sensitive) sensitive");
    const text = "(sensitive, changed) unchanged";
    expect(redactorOf(["changed"], { readable: [] }).text(text)).toBe(text);
  });

  test("takes a text apart into its secrets and the rest, documents too", () => {
    expect(redactor.apart(`a ${secret} b ${base64(secret)}`)).toEqual({
      shown: ["a ", " b ", ""],
      secrets: [secret, base64(secret)],
    });
    expect(redactor.apart('{"a":"abc","b":"x"}')).toEqual({ shown: ['{"a":"', '","b":"x"}'], secrets: ["abc"] });
    expect(redactor.apart("open")).toEqual({ shown: ["open"], secrets: [] });
  });
});

describe("words of the environment's file", () => {
  const redactor = redactorOf(["example", "production", "eu-central-1", "central"], {
    readable: ["example-production", "production", "eu-central-1"],
  });

  test.each([
    "production",
    "example-production",
    "cluster example-production-2 in eu-central-1a".replace("1a", "1"),
    "arn:aws:eks:eu-central-1:1:cluster/example-production",
    "https://console/?name=example-production&x=%20",
  ])("stay in %s", (text) => {
    expect(redactor.text(text)).toBe(text);
    expect(redactor.hides(text)).toBe(false);
  });

  test.each([
    ["alone", "example", "(sensitive)"],
    ["in another word", "example-staging", "(sensitive)-staging"],
    ["where the word does not stand for itself", "example-productions", "(sensitive)-productions"],
    ["beside the word", "example example-production", "(sensitive) example-production"],
  ])("do not save a secret %s", (_, text, expected) => {
    expect(redactor.text(text)).toBe(expected);
  });
});
