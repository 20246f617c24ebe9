import { z } from "zod";
import { field } from "./field";
import { labelKeyProblem, labelValue } from "./labels";

const labelKey = z.string().superRefine((value, context) => {
  const message = labelKeyProblem(value);
  if (message !== undefined) context.addIssue({ code: "custom", message });
});

const taint = z.strictObject({
  value: field(labelValue().optional(), "the taint's value", "true"),
  effect: field(
    z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]),
    "what happens to pods that do not tolerate the taint",
    "NoSchedule",
  ),
});

/** Labels of a node, or of every node of a group. */
export const labels = field(z.record(labelKey, labelValue()), "Kubernetes labels", {
  "example.org/disk": "ssd",
}).default({});

/** Taints of a node, or of every node of a group. */
export const taints = field(z.record(labelKey, taint), "Kubernetes taints by key", {
  "example.org/dedicated": { value: "database", effect: "NoSchedule" },
}).default({});
