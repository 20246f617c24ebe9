import { leaks } from "../../../../cli/plan/redact";

const secret = 's3cr3t <"pa55"> & more';
const json = JSON.stringify(secret).slice(1, -1);

describe("the last look for secrets", () => {
  test.each([
    ["as it is", secret],
    ["in JSON", json],
    ["in JSON", json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")],
    ["in JSON in JSON", JSON.stringify(json).slice(1, -1)],
    ["in a URL", encodeURIComponent(secret)],
    ["in a URL", encodeURIComponent(secret).replace(/%../g, (escape) => escape.toLowerCase())],
    ["in a URL", encodeURIComponent(secret).replaceAll("%20", "+")],
    ["in HTML", "s3cr3t &lt;&quot;pa55&quot;&gt; &amp; more"],
    ["in hexadecimal", Buffer.from(secret).toString("hex")],
    ["in base64", Buffer.from(secret).toString("base64url")],
    ["in base64", Buffer.from(`a${secret}`).toString("base64").slice(2, -2)],
    ["in base64", Buffer.from(`ab${secret}`).toString("base64").slice(3)],
  ])("finds one %s: %s", (form, text) => {
    expect(leaks(`before ${text} after`, [secret]).map((leak) => leak.form)).toContain(form);
  });

  test.each([
    ["in HCL", "it's-$${a}-100%x"],
    ["in a file of Compose", "it's-$${a}-100%x"],
    ["in a unit of systemd", "it's-${a}-100%%x"],
    ["in a shell's quotes", "it'\\''s-${a}-100%x"],
    ["in a shell's quotes", `it'"'"'s-\${a}-100%x`],
  ])("finds one of other characters %s: %s", (form, text) => {
    expect(leaks(text, ["it's-${a}-100%x"]).map((leak) => leak.form)).toContain(form);
  });

  test("says where, and never what", () => {
    expect(leaks(`ab ${secret} cd`, [secret])).toEqual([{ form: "as it is", at: 3 }]);
  });

  test("finds what follows from a secret", () => {
    expect(leaks("it is hunter22", ['{"a":"hunter22"}'])).toEqual([{ form: "as it is", at: 6 }]);
  });

  test("finds nothing in a clean text, of short secrets, of placeholders, and of the environment's words", () => {
    const text = "(sensitive) root example-production 123456";
    expect(
      leaks(
        text,
        ["other-secret", "root", "sensitive", "example", "production", 123456],
        ["example-production", "production"],
      ),
    ).toEqual([]);
  });
});
