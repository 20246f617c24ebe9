/** What an engine writes with a mirror on disk: one checksum, which nobody signs for. */
export const SIMULATED = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.

provider "registry.terraform.io/hashicorp/random" {
  version     = "3.7.2"
  constraints = "~> 3.7"
  hashes = [
    "h1:BUhnbSkPc8osfaZJP5EV4719Lb+pYoV26SPKI+LfFv0=",
  ]
}
`;

/** What an engine writes with a registry: versions by the source of the provider. */
export function lockText(versions: Readonly<Record<string, string>>): string {
  const hashes = [...["1", "2", "3", "4"].map((n) => `h1:${n}`), ...["a", "b", "c", "d", "e"].map((n) => `zh:${n}`)];
  const blocks = Object.entries(versions).map(([name, version]) => {
    const source = name.includes("/") ? name : `hashicorp/${name}`;
    const lines = hashes.map((hash) => `    "${hash}",\n`).join("");
    return `provider "registry.terraform.io/${source}" {
  version     = "${version}"
  constraints = "~> 1.0"
  hashes = [
${lines}  ]
}
`;
  });
  return `# This file is maintained automatically by "terraform init".\n\n${blocks.join("\n")}`;
}
