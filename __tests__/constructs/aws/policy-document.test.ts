import { policyDocument } from "../../../constructs/aws/policy-document";

describe("policyDocument", () => {
  test("writes statements as IAM reads them, and allows unless told otherwise", () => {
    const text = policyDocument([
      { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::example/*"] },
      {
        sid: "OnlyTls",
        effect: "Deny",
        principals: "*",
        actions: ["s3:*"],
        resources: ["arn:aws:s3:::example"],
        conditions: { Bool: { "aws:SecureTransport": ["false"] } },
      },
    ]);
    expect(JSON.parse(text)).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Sid: "Read", Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::example/*"] },
        {
          Sid: "OnlyTls",
          Effect: "Deny",
          Principal: "*",
          Action: ["s3:*"],
          Resource: ["arn:aws:s3:::example"],
          Condition: { Bool: { "aws:SecureTransport": ["false"] } },
        },
      ],
    });
  });

  test("refuses a Sid that IAM would refuse", () => {
    expect(() => policyDocument([{ sid: "read-it", actions: ["s3:GetObject"] }])).toThrow(
      'Policy statement "read-it": a Sid has letters and digits only.',
    );
  });
});
