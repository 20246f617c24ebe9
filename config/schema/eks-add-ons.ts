import { z } from "zod";
import { field } from "./field";
import { chartValues } from "./components";

const version = () =>
  z
    .string()
    .regex(
      /^v\d+\.\d+\.\d+-eksbuild\.\d+$/,
      "is not an exact version of an add-on such as v1.20.4-eksbuild.2 (aws eks describe-addon-versions lists them).",
    );

const addOn = (what: string, example: string) =>
  field(
    z.strictObject({
      version: field(version(), "the exact version of the add-on", example),
      configuration: field(
        chartValues.optional(),
        "settings of the add-on, laid over the platform's (aws eks describe-addon-configuration shows which there are)",
      ),
    }),
    what,
  );

/**
 * What EKS itself runs in the cluster. None is ever the newest by itself: a plan today is the same plan tomorrow. Which may be left out depends
 * on who runs the nodes, and the cluster's stack knows it.
 */
export const addOns = z.strictObject({
  "vpc-cni": addOn("the network of pods; Auto Mode's nodes have their own", "v1.22.4-eksbuild.3").optional(),
  "kube-proxy": addOn("the network of services; Auto Mode's nodes have their own", "v1.35.3-eksbuild.29").optional(),
  coredns: addOn("names inside the cluster; Auto Mode's nodes have their own", "v1.13.2-eksbuild.31").optional(),
  "eks-pod-identity-agent": addOn(
    "IAM roles for pods; Auto Mode's nodes have their own",
    "v1.3.10-eksbuild.3",
  ).optional(),
  "aws-ebs-csi-driver": addOn("volumes on EBS; Auto Mode's nodes have their own", "v1.66.0-eksbuild.1").optional(),
  "aws-efs-csi-driver": addOn("volumes on EFS; none by default", "v3.4.2-eksbuild.1").optional(),
  "metrics-server": addOn("what pods and nodes use, for autoscaling and kubectl top", "v0.9.0-eksbuild.11"),
});
