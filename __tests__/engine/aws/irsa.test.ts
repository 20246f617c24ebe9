import { EksCluster } from "../../../constructs/aws/eks/eks-cluster";
import { IrsaIdentity } from "../../../constructs/aws/identity/irsa";
import { OidcProvider } from "../../../constructs/aws/identity/oidc-provider";
import { awsStack, clusterProps } from "../../constructs/aws/eks/example";
import { StackFolder } from "../../helpers/engines";
import { synthesize } from "../../helpers/synthesize";
import { EngineEvents } from "./engine-events";
import { describeSimulated } from "./production";
import { SimulatedCloud } from "./simulated-cloud";

const IDENTITY = { AWS_ACCESS_KEY_ID: "simulated", AWS_SECRET_ACCESS_KEY: "simulated", AWS_PROFILE: "" };

describeSimulated("an identity by a cluster's own tokens", (engine) => {
  const stacks = new StackFolder();
  const cloud = new SimulatedCloud();
  afterAll(() => {
    stacks.dispose();
    cloud.dispose();
  });

  const describeFor = (namespace: string) => {
    const stack = awsStack();
    const cluster = new EksCluster(stack, "cluster", clusterProps());
    const { providerArn, issuer } = new OidcProvider(stack, "oidc", { url: cluster.oidcIssuer });
    new IrsaIdentity(stack, "vault", {
      name: "production-vault",
      clusterName: "production",
      oidcProviderArn: providerArn,
      oidcIssuer: issuer,
      namespace,
      serviceAccounts: ["vault"],
      statements: [
        { sid: "Seal", actions: ["kms:Decrypt"], resources: ["arn:aws:kms:eu-central-1:111122223333:key/1"] },
      ],
    });
    stacks.write({ test: synthesize(stack) });
  };
  const run = (...args: readonly string[]) => {
    const environment = { ...IDENTITY, SIM_CLOUD: cloud.folder };
    const { code, stdout } = engine.run(stacks.folder("test"), [...args, "-input=false", "-json"], environment);
    return new EngineEvents(code, stdout);
  };
  const trust = () => {
    const role = cloud.object("aws_iam_role", { name: "production-vault" });
    const provider = cloud.object("aws_iam_openid_connect_provider");
    return { text: String(role["assume_role_policy"]), issuer: String(provider["url"]).replace("https://", "") };
  };

  test("is made with the cluster in one run, and trusts its issuer, the namespace and the service account alone", () => {
    describeFor("vault");
    engine.succeed(stacks.folder("test"), ["init", "-input=false", "-no-color"]);
    expect(run("apply", "-auto-approve")).toMatchObject({ code: 0, messages: "" });
    const { text, issuer } = trust();
    expect(JSON.parse(text)).toMatchObject({
      Statement: [
        {
          Action: ["sts:AssumeRoleWithWebIdentity"],
          Condition: {
            StringEquals: {
              [`${issuer}:aud`]: ["sts.amazonaws.com"],
              [`${issuer}:sub`]: ["system:serviceaccount:vault:vault"],
            },
          },
        },
      ],
    });
    expect(run("plan", "-detailed-exitcode")).toMatchObject({ code: 0, planned: {}, messages: "" });
  });

  test("follows its pods into another namespace by the trust alone", () => {
    describeFor("secrets");
    expect(run("apply", "-auto-approve")).toMatchObject({ code: 0, planned: { "aws_iam_role.vault": "update" } });
    expect(trust().text).toContain("system:serviceaccount:secrets:vault");
    expect(trust().text).not.toContain("system:serviceaccount:vault:vault");
  });
});
