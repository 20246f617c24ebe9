import { z } from "zod";
import { namespaceName } from "./delivery-formats";
import { field } from "./field";
import { names, slug } from "./formats";

const serviceAccount = () =>
  z
    .string()
    .regex(
      /^(?=.{1,253}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/,
      'is not the name of a service account: lower-case letters, digits, "-" and ".".',
    );

const pods = z.strictObject({
  namespace: field(namespaceName(), "the namespace that they run in", "events"),
  serviceAccounts: field(names(serviceAccount()).min(1), "the service accounts that they run as", ["collector"]),
});

/** A data lake, and who works with it from inside the cluster. */
export const lake = z
  .strictObject({
    ingestion: field(
      z.record(slug(), pods),
      "pods that add to raw, and can neither read nor delete what is there, by a name of one's own; none by default",
      { events: { namespace: "events", serviceAccounts: ["collector"] } },
    ).default({}),
    workflows: field(
      z.record(slug(), pods),
      "pods that read raw, write curated, and keep artifacts, by a name of one's own; none by default",
      { reports: { namespace: "reports", serviceAccounts: ["runner"] } },
    ).default({}),
  })
  .superRefine((kinds, context) => {
    const owners = new Map<string, string>();
    for (const [kind, entries] of Object.entries(kinds)) {
      for (const [name, { namespace, serviceAccounts }] of Object.entries(entries)) {
        for (const [index, account] of serviceAccounts.entries()) {
          const owner = owners.get(`${namespace}/${account}`);
          owners.set(`${namespace}/${account}`, `${kind}.${name}`);
          if (owner === undefined) continue;
          const message = `is of ${owner} already, and pods have one role each.`;
          context.addIssue({ code: "custom", path: [kind, name, "serviceAccounts", index], message });
        }
      }
    }
  });
