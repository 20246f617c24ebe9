import { gzipSync } from "node:zlib";
import { encodedRanges } from "../../../../cli/plan/redact/encoded-runs";

const base64 = (text: string | Buffer) => Buffer.from(text).toString("base64");
const secret = "s3cr3t-pa55";
const isSecret = (text: string) => text.includes(secret);
const cut = (text: string) => encodedRanges(text, isSecret).map(({ start, end }) => text.slice(start, end));

const twice = base64(`a ${secret}`);
const json = base64(JSON.stringify({ auths: { r: secret } }));
const packed = base64(gzipSync(`${secret} and more`));
const hex = Buffer.from(`a ${secret}`).toString("hex");

describe("a secret that is encoded", () => {
  test.each([
    ["alone", twice, twice],
    ["in a path", `https://host/api/v1/${json}`, json],
    ["in a name", `token-${json}`, json],
    ["behind a word", `some_${twice}`, twice],
    ["packed in a path", `a/${packed}`, packed],
    ["packed in a path that goes on", `a/${packed.replace(/=+$/, "")}/b-c`, `${packed.replace(/=+$/, "")}/b-c`],
    ["in hexadecimal in a name", `sha-${hex}-x`, hex],
  ])("is found %s", (_, text, expected) => {
    expect(cut(text)).toEqual([expected]);
  });

  test("is cut out to its last character, and hardly more of what is behind it", () => {
    const bare = json.replace(/=+$/, "");
    const [found = ""] = cut(`/v1/${bare}/keys/of/the/day`);
    expect(found.startsWith(bare)).toBe(true);
    expect(found.length - bare.length).toBeLessThan(4);
  });

  test.each(["arn:aws:eks:eu-central-1:1:cluster/example-production", base64("nothing of it"), `a/${base64("of it")}`])(
    "is not in %s",
    (text) => {
      expect(cut(text)).toEqual([]);
    },
  );

  test("is looked for in a moment, however many places there are where one may begin", () => {
    const text = `/${base64("QUFB")}`.repeat(100_000);
    const began = performance.now();
    expect(cut(text)).toEqual([]);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
