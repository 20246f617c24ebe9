import type { Block, JsonObject } from "../../stacks/synthesized-stack";
import { blocks, isTrue, resourcesOf, says, strings } from "../blocks";
import type { Finding, Rule } from "../rule";

/** EC2-02. What the account encrypts by default is not seen here, so every volume says it itself. */
export const volumesEncrypted: Rule = {
  id: "EC2-02",
  title: "volumes are encrypted",
  benchmark: "checkov CKV_AWS_3, CKV_AWS_8",
  reason: "nodes keep secrets, images and logs on their disks, and a snapshot of one is easily shared.",
  remedy:
    "set encrypted to true for every volume; name the root volume too, or the image decides; give node groups a launch template.",
  check: ({ stack }) => [
    ...resourcesOf(stack, "aws_ebs_volume").flatMap(({ address, properties }) => checkVolume(address, "", properties)),
    ...resourcesOf(stack, "aws_launch_template").flatMap(checkTemplate),
    ...resourcesOf(stack, "aws_instance", "aws_launch_configuration").flatMap(checkInstance),
    ...resourcesOf(stack, "aws_eks_node_group")
      .filter(({ properties }) => blocks(properties, "launch_template").length === 0)
      .map(({ address }) => ({
        address,
        found: "launch_template is not set, so EKS encrypts volumes only where the account does.",
      })),
  ],
};

function checkTemplate({ address, properties }: Block): Finding[] {
  const volumes = blocks(properties, "block_device_mappings").flatMap((mapping) =>
    blocks(mapping, "ebs").map((volume) => ({ volume, device: mapping["device_name"] })),
  );
  if (volumes.length === 0) return [{ address, found: "no block_device_mappings has ebs, so the image decides." }];
  return volumes.flatMap(({ volume, device }) =>
    checkVolume(address, `block_device_mappings ${strings(device).join("")}: `, volume),
  );
}

function checkInstance({ address, properties }: Block): Finding[] {
  const root = blocks(properties, "root_block_device");
  if (root.length === 0) return [{ address, found: "root_block_device is not set, so the image decides." }];
  return [
    ...root.flatMap((volume) => checkVolume(address, "root_block_device: ", volume)),
    ...blocks(properties, "ebs_block_device").flatMap((volume) =>
      checkVolume(address, `ebs_block_device ${strings(volume["device_name"]).join("")}: `, volume),
    ),
  ];
}

function checkVolume(address: string, place: string, volume: JsonObject): Finding[] {
  const value = volume["encrypted"];
  return isTrue(value) ? [] : [{ address, found: `${place}${says("encrypted", value)}.` }];
}
