import { z } from "zod";
import { principalArn } from "./aws";
import { namespaceName } from "./delivery-formats";
import { field } from "./field";
import { names, slug } from "./formats";

const entry = z.strictObject({
  principal: field(
    principalArn(),
    "the IAM role or user that gets in",
    "arn:aws:iam::111122223333:role/platform-admins",
  ),
  policy: field(
    z.enum(["cluster-admin", "admin", "edit", "view", "admin-view"]),
    "what they may do: cluster-admin everything; admin, edit and view as Kubernetes' own roles of these names; admin-view sees secrets, too",
    "view",
  ),
  namespaces: field(names(namespaceName()), "the namespaces in which they may do it; the whole cluster by default", [
    "shop",
  ]).default([]),
});

/** Who gets into the cluster, by a name of one's own. */
export const access = z.record(slug(), entry).superRefine((map, context) => {
  const owners = new Map<string, string>();
  for (const [name, { principal }] of Object.entries(map)) {
    const owner = owners.get(principal);
    owners.set(principal, name);
    if (owner === undefined) continue;
    const message = `gets in as ${owner} already, and EKS takes one entry for each.`;
    context.addIssue({ code: "custom", path: [name, "principal"], message });
  }
});
