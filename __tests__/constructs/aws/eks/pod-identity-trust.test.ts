import { podIdentityTrust } from "../../../../constructs/aws/eks/pod-identity-trust";
import { policyDocument } from "../../../../constructs/aws/policy-document";

test("pods of one service account in one cluster are trusted, and no others", () => {
  const clusterArn = "arn:aws:eks:eu-central-1:111122223333:cluster/production";
  const trust = podIdentityTrust({ clusterArn, namespace: "kube-system", serviceAccount: "aws-node" });
  expect(JSON.parse(policyDocument([trust]))).toMatchObject({
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: ["pods.eks.amazonaws.com"] },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: {
            "aws:RequestTag/eks-cluster-arn": [clusterArn],
            "aws:RequestTag/kubernetes-namespace": ["kube-system"],
            "aws:RequestTag/kubernetes-service-account": ["aws-node"],
          },
        },
      },
    ],
  });
});
