import { findEngine } from "../../../cli/planning/engine";
import { FakeEngine } from "./fake-engine";

let fake: FakeEngine;
afterEach(() => {
  fake.dispose();
});

const find = (version: string) => {
  fake = new FakeEngine([], version);
  return findEngine(fake);
};

describe("the engine", () => {
  test.each([
    ["Terraform v1.11.4\non linux_amd64\n", "terraform", "1.11.4"],
    ["OpenTofu v1.12.6\non linux_amd64\n", "tofu", "1.12.6"],
    [
      "\nTerraform v1.13.0-rc1\non darwin_arm64\n\nYour version of Terraform is out of date!\n",
      "terraform",
      "1.13.0-rc1",
    ],
  ])("is told apart by what it says of itself, whatever its program is called: %j", async (said, name, version) => {
    expect(await find(said)).toMatchObject({ name, version, program: "terraform" });
  });

  test.each([
    ["Terraform v1.10.9\n", "terraform is Terraform 1.10.9; the stacks need 1.11 or newer."],
    ["Packer v1.9\n", '"terraform version" names no version of Terraform or OpenTofu: Packer v1.9'],
  ])("is refused when it says %j", async (said, message) => {
    await expect(find(said)).rejects.toThrow(message);
  });

  test("is the one that TERRAFORM_BINARY_NAME names, and one that is not there is missing", async () => {
    fake = new FakeEngine([]);
    const env = { ...fake.env, TERRAFORM_BINARY_NAME: "tofu" };
    await expect(findEngine({ env })).rejects.toThrow(/^tofu is not on the PATH\. /);
  });
});
