import { z } from "zod";
import { chartValues } from "./components";
import { kubernetesVersion } from "./delivery-formats";
import { field } from "./field";
import { exactVersion, slug } from "./formats";
import { quota } from "./quota";

/** Begins the name of every namespace that holds a virtual cluster. */
export const VIRTUAL_CLUSTER_NAMESPACE = "vcluster-";

const cluster = z.strictObject({
  version: field(exactVersion(), "the exact version of vcluster's chart", "0.36.1"),
  kubernetes: field(kubernetesVersion(), "the exact Kubernetes version of the virtual cluster", "v1.35.4"),
  tenant: field(slug().optional(), "the tenant that it belongs to; the platform's own by default", "shop"),
  highAvailability: field(
    z.boolean(),
    "whether it survives the loss of a machine, for three times the memory; not by default",
    false,
  ).default(false),
  quota: field(quota.optional(), "how much all its pods may take together; no limit by default"),
  values: field(chartValues.optional(), "values for vcluster's chart, laid over those of the catalog", {
    sync: { toHost: { ingresses: { enabled: true } } },
  }),
});

/** Virtual clusters inside the environment's own, by name. */
export const clusters = z.record(slug(), cluster);
