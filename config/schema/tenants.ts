import { z } from "zod";
import { groupName, namespaceName, repositoryAddress } from "./delivery-formats";
import { field } from "./field";
import { cidr, names, slug } from "./formats";
import { quota } from "./quota";

const tenant = z.strictObject({
  namespace: field(namespaceName().optional(), "the tenant's namespace; called like the tenant by default", "shop"),
  admins: field(
    names(groupName()),
    "groups of people who may change everything in the namespace but its limits; none by default",
    ["shop-admins"],
  ).default([]),
  viewers: field(names(groupName()), "groups of people who may look at the namespace; none by default", [
    "shop-viewers",
  ]).default([]),
  sources: field(
    names(repositoryAddress()),
    "repositories from which the tenant's own Applications may come; none by default",
    ["https://github.com/example/shop"],
  ).default([]),
  quota: field(quota, "how much all its pods may take together").prefault({}),
  egress: field(names(cidr()), "IPv4 ranges that its pods may reach beside the cluster's own; none by default", [
    "198.51.100.0/24",
  ]).default([]),
});

/** Teams that share the cluster, by name. */
export const tenants = z.record(slug(), tenant);
