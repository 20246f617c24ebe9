import { ORGANIZATION, eks, problemsOf } from "./files";

const ALIAS = "kmsKeyId: alias/example-states";

/** What is wrong with an environment in an account, whose state is in the organization's bucket. */
function wrongWith(account: string, more: string): string {
  return problemsOf({
    "environments/organization.yaml": `${ORGANIZATION}state: { bucket: example-states, account: "111122223333", region: eu-central-1, keyAlias: example-states }\n`,
    "environments/production.yaml": eks({
      state: `{ backend: s3, bucket: example-states, region: eu-central-1, ${more} }`,
      aws: `{ account: "${account}", region: eu-central-1 }`,
    }),
  });
}

describe("an environment whose state is in the organization's bucket", () => {
  test.each([
    ["by its alias, in the bucket's account", "111122223333", ALIAS],
    ["by its ARN, in the same", "111122223333", "kmsKeyId: arn:aws:kms:eu-central-1:111122223333:alias/example-states"],
    [
      "by its ARN, in another account",
      "444455556666",
      "kmsKeyId: arn:aws:kms:eu-central-1:111122223333:alias/example-states",
    ],
    [
      "by its alias, as a role of the bucket's account",
      "444455556666",
      `${ALIAS}, roleArn: arn:aws:iam::111122223333:role/states`,
    ],
  ])("may name the bucket's key %s", (_, account, more) => {
    expect(wrongWith(account, more)).toBe("");
  });

  test("may not leave it to a role of yet another account", () => {
    expect(wrongWith("111122223333", `${ALIAS}, roleArn: arn:aws:iam::444455556666:role/states`)).toContain(
      '"alias/example-states" is a key of the account 444455556666;',
    );
  });
});
