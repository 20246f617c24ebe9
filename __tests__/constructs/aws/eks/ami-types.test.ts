import { AMI_TYPES, amiTypeFor, volumesOf } from "../../../../constructs/aws/eks/ami-types";

test.each(Object.entries(AMI_TYPES))(
  "%s is what to take for what it is made for",
  (name, { os, architecture, gpu }) => {
    expect(amiTypeFor(os, architecture, gpu)).toBe(name);
  },
);

test("Amazon Linux has one volume, of the given size", () => {
  expect(volumesOf("AL2023_x86_64_NVIDIA", 100)).toEqual([{ deviceName: "/dev/xvda", size: 100 }]);
});

test("Bottlerocket has its system apart from the volume of the given size", () => {
  expect(volumesOf("BOTTLEROCKET_ARM_64", 100)).toEqual([
    { deviceName: "/dev/xvda" },
    { deviceName: "/dev/xvdb", size: 100 },
  ]);
});
