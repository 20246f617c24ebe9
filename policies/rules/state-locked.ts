import type { Rule } from "../rule";

/** STATE-02 */
export const stateLocked: Rule = {
  id: "STATE-02",
  title: "remote state is locked while it changes",
  reason: "two deploys at the same time would each overwrite what the other did.",
  remedy: "make the stack a BaseStack, whose S3 backend uses a lock file.",
  check: ({ stack: { backend } }) => {
    if (backend.type !== "s3" || backend.properties["use_lockfile"] === true) return []; // the others always lock
    return [{ address: "terraform.backend.s3", found: "use_lockfile is not true." }];
  },
};
