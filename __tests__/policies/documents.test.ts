import * as fc from "fast-check";
import { readDocument, statementsOf } from "../../policies/documents";

function read(properties: Record<string, unknown>) {
  return statementsOf({ address: "aws_x.y", type: "aws_x", name: "y", properties });
}

describe("a policy document", () => {
  test("is read part by part, each as a list", () => {
    const policy = JSON.stringify({
      Statement: {
        Sid: "One",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111122223333:root", Federated: ["idp"] },
        Action: "s3:GetObject",
        Resource: ["a", "b"],
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" }, Bool: { "aws:SecureTransport": true } },
      },
    });
    expect(read({ policy })).toEqual([
      {
        place: 'policy, statement "One"',
        denies: false,
        hasPrincipal: true,
        principals: ["arn:aws:iam::111122223333:root", "idp"],
        federated: ["idp"],
        actions: ["s3:GetObject"],
        notActions: undefined,
        resources: ["a", "b"],
        notResources: undefined,
        conditions: [
          { operator: "StringEquals", key: "aws:SourceAccount", values: ["111122223333"] },
          { operator: "Bool", key: "aws:SecureTransport", values: ["true"] },
        ],
      },
    ]);
  });

  test("is found wherever it is, its statements by number where they have no id", () => {
    const policy = JSON.stringify({ Statement: [{ Sid: "" }, {}] });
    expect(read({ inline_policy: [{ name: "x", policy }] }).map(({ place }) => place)).toEqual([
      "inline_policy.0.policy, statement 1",
      "inline_policy.0.policy, statement 2",
    ]);
  });

  test.each([
    [{ Principal: "*" }, ["*"]],
    [{ Principal: { AWS: "*" } }, ["*"]],
    [{ Principal: { AWS: ["a", "*"] } }, ["a", "*"]],
    [{ NotPrincipal: { AWS: "a" } }, ["*"]],
    [{}, []],
  ])("says who: %j", (statement, principals) => {
    const [first] = read({ policy: JSON.stringify({ Statement: [{ Effect: "Allow", ...statement }] }) });
    expect(first?.principals).toEqual(principals);
    expect(first?.hasPrincipal).toBe(principals.length > 0);
  });

  test("says what it leaves out", () => {
    const policy = JSON.stringify({ Statement: [{ Effect: "Deny", NotAction: "iam:*", NotResource: ["x"] }] });
    expect(read({ policy })).toMatchObject([{ denies: true, notActions: ["iam:*"], notResources: ["x"] }]);
  });

  test("may have expressions with quotes and braces of their own", () => {
    const policy =
      '{"Statement":[{"Sid":"A","Action":["a:b"],"Resource":"${replace(aws_x.y["k"].arn, "}", "\\"")}/*",' +
      '"Condition":{"StringEquals":{"${replace(url, "https://", "")}:sub":"x"}}},${local.more}]}';
    expect(read({ policy })).toMatchObject([
      {
        resources: ['${replace(aws_x.y["k"].arn, "}", "\\"")}/*'],
        conditions: [{ operator: "StringEquals", key: '${replace(url, "https://", "")}:sub', values: ["x"] }],
      },
    ]);
  });

  test("has no statements when it can't be read", () => {
    for (const policy of ["${data.aws_iam_policy_document.x.json}", '{"Statement":[', "[]", '{"Statement":"x"}', ""]) {
      expect(read({ policy })).toEqual([]);
    }
  });
});

describe("JSON with expressions", () => {
  test("is the value that was written, with the expressions as texts", () => {
    const name = fc.string({ unit: fc.constantFrom("a", "Z", "_", "0"), minLength: 1 });
    const call = name.map((text) => "${" + `f({ k = "}" }, "${text}")` + "}");
    fc.assert(
      fc.property(fc.dictionary(name, fc.oneof(fc.string(), call)), (value) => {
        fc.pre(Object.values(value).every((text) => !/\$\{/.test(text) || /^\$\{f\(.*\)\}$/.test(text)));
        const body = Object.entries(value).map(([key, text]) => {
          return `"${key}":${text.startsWith("${") ? `"${text}"` : JSON.stringify(text)}`;
        });
        expect(readDocument(`{${body.join(",")}}`)).toEqual({ ...value });
      }),
    );
  });

  test("is read to the end of any text", () => {
    const odd = fc.string({ unit: fc.constantFrom("$", "{", "}", '"', "\\", "a", ",", "[") });
    fc.assert(fc.property(odd, (text) => void readDocument(text)));
  });
});
