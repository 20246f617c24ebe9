import type { Rule } from "../rule";

/** STATE-01 */
export const stateEncrypted: Rule = {
  id: "STATE-01",
  title: "remote state is encrypted",
  benchmark: "checkov CKV_AWS_19",
  reason: "a state holds every value that a provider returned, some of them secrets.",
  remedy: "make the stack a BaseStack, whose S3 backend encrypts.",
  check: ({ stack: { backend } }) => {
    if (backend.type !== "s3" || backend.properties["encrypt"] === true) return []; // the others always encrypt
    return [{ address: "terraform.backend.s3", found: "encrypt is not true." }];
  },
};
