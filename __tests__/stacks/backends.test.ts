import { TerraformOutput } from "cdktf";
import type { State } from "../../config";
import { AnyProvider, AnyResource } from "../helpers/bindings";
import { synthesizeApp, testStack } from "../helpers/synthesize";

const states: readonly { state: State; backend: object; remote: object }[] = [
  {
    state: { backend: "local" },
    backend: { local: { path: "../../../.state/producer.tfstate" } },
    remote: { backend: "local", config: { path: "../../../.state/producer.tfstate" } },
  },
  {
    state: { backend: "s3", bucket: "example-state", region: "eu-central-1" },
    backend: {
      s3: {
        bucket: "example-state",
        encrypt: true,
        key: "example/producer/terraform.tfstate",
        region: "eu-central-1",
        use_lockfile: true,
      },
    },
    remote: {
      backend: "s3",
      config: {
        bucket: "example-state",
        encrypt: true,
        key: "example/producer/terraform.tfstate",
        region: "eu-central-1",
      },
    },
  },
  {
    state: {
      backend: "s3",
      bucket: "example-state",
      region: "eu-central-1",
      kmsKeyId: "alias/state",
      roleArn: "arn:aws:iam::111111111111:role/state",
    },
    backend: {
      s3: {
        assume_role: { role_arn: "arn:aws:iam::111111111111:role/state" },
        bucket: "example-state",
        encrypt: true,
        key: "example/producer/terraform.tfstate",
        kms_key_id: "alias/state",
        region: "eu-central-1",
        use_lockfile: true,
      },
    },
    remote: {
      backend: "s3",
      config: {
        assume_role: { role_arn: "arn:aws:iam::111111111111:role/state" },
        bucket: "example-state",
        encrypt: true,
        key: "example/producer/terraform.tfstate",
        kms_key_id: "alias/state",
        region: "eu-central-1",
      },
    },
  },
  {
    state: { backend: "azurerm", resourceGroup: "state", storageAccount: "examplestate", container: "tfstate" },
    backend: {
      azurerm: {
        container_name: "tfstate",
        key: "example/producer/terraform.tfstate",
        resource_group_name: "state",
        storage_account_name: "examplestate",
        use_azuread_auth: true,
      },
    },
    remote: {
      backend: "azurerm",
      config: {
        container_name: "tfstate",
        key: "example/producer/terraform.tfstate",
        resource_group_name: "state",
        storage_account_name: "examplestate",
        use_azuread_auth: true,
      },
    },
  },
];

function twoStacks(state: State) {
  return synthesizeApp((app) => {
    const producer = testStack("producer", { state }, app);
    new AnyProvider(producer, "aws", "6.25.0");
    const network = new AnyResource(producer, "network", "aws_vpc");
    new TerraformOutput(testStack("consumer", { state }, app), "vpc", { value: network.attribute("id") });
  });
}

describe("backends", () => {
  test.each(states)("writes $state, and reads it from another stack", ({ state, backend, remote }) => {
    const { producer, consumer } = twoStacks(state);
    expect(producer?.stack.settings["backend"]).toEqual(backend);
    const { workspace, ...source } = consumer?.dataSource("terraform_remote_state").properties ?? {};
    expect(source).toEqual(remote);
    expect(workspace).toBe("${terraform.workspace}");
  });

  test.each([
    ["HCP Terraform", undefined, {}],
    ["Terraform Enterprise", "tfe.example.org", { hostname: "tfe.example.org" }],
  ])("writes the cloud block of %s, and reads its workspace from another stack", (_, hostname, extra) => {
    const { producer, consumer } = twoStacks({ backend: "cloud", organization: "acme", hostname });
    expect(producer?.backend).toEqual({
      type: "cloud",
      properties: { organization: "acme", workspaces: { name: "example-producer" }, ...extra },
    });
    expect(consumer?.dataSource("terraform_remote_state").properties).toMatchObject({
      backend: "remote",
      config: { organization: "acme", workspaces: { name: "example-producer" }, ...extra },
    });
  });

  test("needs no terraform on the PATH, not even for the cloud block", () => {
    const path = process.env["PATH"];
    process.env["PATH"] = "/nowhere";
    try {
      expect(() => twoStacks({ backend: "cloud", organization: "acme", hostname: undefined })).not.toThrow();
    } finally {
      process.env["PATH"] = path;
    }
  });
});
