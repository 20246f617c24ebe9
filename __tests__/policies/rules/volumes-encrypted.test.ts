import { volumesEncrypted } from "../../../policies/rules/volumes-encrypted";
import { subject } from "../../helpers/subjects";

function check(type: string, properties: object) {
  return volumesEncrypted.check(subject({ resource: { [type]: { main: properties } } }));
}

const ebs = { encrypted: "true", volume_type: "gp3" };

describe("EC2-02", () => {
  test.each([
    ["aws_ebs_volume", { encrypted: true }],
    ["aws_launch_template", { block_device_mappings: [{ device_name: "/dev/xvda", ebs }] }],
    ["aws_launch_template", { block_device_mappings: [{ ebs: [ebs] }, { device_name: "b", virtual_name: "x" }] }],
    ["aws_instance", { root_block_device: { encrypted: true }, ebs_block_device: [{ encrypted: true }] }],
    ["aws_launch_configuration", { root_block_device: [{ encrypted: true }] }],
    ["aws_eks_node_group", { launch_template: [{ id: "x" }] }],
  ])("lets %s %j pass", (type, properties) => {
    expect(check(type, properties)).toEqual([]);
  });

  test.each([
    ["aws_ebs_volume", { encrypted: false }, "encrypted is false."],
    ["aws_ebs_volume", {}, "encrypted is not set."],
    ["aws_launch_template", {}, "no block_device_mappings has ebs, so the image decides."],
    [
      "aws_launch_template",
      { block_device_mappings: [{ device_name: "b", virtual_name: "x" }] },
      "no block_device_mappings has ebs, so the image decides.",
    ],
    [
      "aws_launch_template",
      {
        block_device_mappings: [
          { device_name: "/dev/xvda", ebs },
          { device_name: "/dev/xvdb", ebs: {} },
        ],
      },
      "block_device_mappings /dev/xvdb: encrypted is not set.",
    ],
    ["aws_instance", {}, "root_block_device is not set, so the image decides."],
    ["aws_instance", { root_block_device: { encrypted: false } }, "root_block_device: encrypted is false."],
    [
      "aws_instance",
      { root_block_device: { encrypted: true }, ebs_block_device: [{ device_name: "/dev/sdf" }] },
      "ebs_block_device /dev/sdf: encrypted is not set.",
    ],
    ["aws_launch_configuration", {}, "root_block_device is not set, so the image decides."],
    ["aws_eks_node_group", {}, "launch_template is not set, so EKS encrypts volumes only where the account does."],
  ])("finds %s %j", (type, properties, found) => {
    expect(check(type, properties)).toEqual([{ address: `${type}.main`, found }]);
  });
});
