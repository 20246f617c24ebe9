/** What an EC2 instance type's name says about the machine. */
export interface InstanceType {
  /** `m7g.large` */
  readonly name: string;
  readonly architecture: "x86_64" | "arm64";
  /** Whether it has NVIDIA GPUs. */
  readonly gpu: boolean;
}

/** Series by what is in them. Others (Trainium, Inferentia, FPGA, macOS …) need images that node groups here don't offer. */
const PLAIN = ["a", "c", "d", "h", "hpc", "i", "im", "is", "m", "r", "t", "u", "x", "z"];
const NVIDIA = ["g", "gr", "p"];

/** Families without the letter that would say what they are. */
const OTHER_PROCESSOR = { a1: "arm64" } as const;
const OTHER_GPU = ["g4ad"];

const FAMILY =
  /^(?<series>[a-z]+)\d+(?<attributes>(?:([abdefghinquz])(?![a-z]*\3))*)(?<variant>-flex|-\d+tb|-g?b\d+)?$/;
const SIZE = /^(nano|micro|small|medium|large|\d*xlarge|metal(-\d+xl)?)$/;

/**
 * Takes an instance type's name apart: `c7gn.xlarge` is series c, generation 7, attributes g (Graviton) and n, size xlarge. Says what is wrong
 * with a name of another form, or with a machine that no node group here has an image for.
 * Source: https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
export function parseInstanceType(name: string): InstanceType | { readonly problem: string } {
  const [family = "", size = "", ...rest] = name.split(".");
  const { series, attributes = "", variant = "" } = FAMILY.exec(family)?.groups ?? {};
  if (series === undefined || !SIZE.test(size) || rest.length > 0) {
    return { problem: `"${name}" is not an EC2 instance type such as m7g.large.` };
  }
  const nvidia = NVIDIA.includes(series) && !OTHER_GPU.includes(family);
  if (!nvidia && !PLAIN.includes(series)) {
    return {
      problem: `"${name}" is of a family that no AMI type here fits; one of ${[...PLAIN, ...NVIDIA].join(", ")}, with NVIDIA GPUs if any.`,
    };
  }
  return { name, architecture: architectureOf(family, attributes, variant), gpu: nvidia };
}

function architectureOf(family: string, attributes: string, variant: string): InstanceType["architecture"] {
  const graviton = attributes.includes("g");
  const grace = variant.startsWith("-gb"); // p6e-gb200: NVIDIA's own Arm processor beside its GPUs
  return graviton || grace || Object.hasOwn(OTHER_PROCESSOR, family) ? "arm64" : "x86_64";
}
