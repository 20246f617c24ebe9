import { z } from "zod";
import { field } from "./field";
import { names } from "./formats";

/** EKS Auto Mode. What it asks of node groups and add-ons, the cluster's stack knows. */
export const autoMode = z.strictObject({
  nodePools: field(
    names(z.enum(["general-purpose", "system"])).min(1),
    "EKS's own pools of nodes: general-purpose for every pod, on amd64; system for those that tolerate CriticalAddonsOnly",
    ["general-purpose", "system"],
  ),
});
