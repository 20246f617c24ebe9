import { z } from "zod";
import { field } from "./field";

/** An amount of bytes as Kubernetes writes it. */
const bytes = () => z.string().regex(/^[1-9]\d*(Ki|Mi|Gi|Ti)$/, "is not an amount of bytes such as 512Mi or 8Gi.");

/** Processors as Kubernetes counts them. */
const processors = () =>
  z.string().regex(/^([1-9]\d*m?|0\.\d*[1-9]\d*|[1-9]\d*\.\d+)$/, "is not a number of processors such as 4 or 500m.");

/** How much all pods of one owner may take together. */
export const quota = z.strictObject({
  cpu: field(processors(), "processors that its pods may ask for; 4 by default", "4").default("4"),
  memory: field(bytes(), "memory that its pods may ask for; 8Gi by default", "8Gi").default("8Gi"),
  storage: field(bytes(), "storage of its volumes; 50Gi by default", "50Gi").default("50Gi"),
  pods: field(z.int().min(1).max(10_000), "how many pods it may have; 50 by default", 50).default(50),
});
