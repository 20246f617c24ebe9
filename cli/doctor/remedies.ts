/** The programs that the platform uses. */
export type Tool = "node" | "terraform" | "git" | "ssh" | "k3d" | "docker" | "kubectl" | "aws";

/** Ways to install programs: Homebrew, Debian's apt, or by hand. */
export type Installer = "brew" | "apt" | "none";

interface Remedy {
  readonly brew: string;
  /** @default - not in Debian */
  readonly apt?: string;
  readonly link: string;
}

const REMEDIES: Readonly<Record<Tool, Remedy>> = {
  node: { brew: "brew install node@22", link: "https://nodejs.org/en/download" },
  terraform: {
    brew: "brew install hashicorp/tap/terraform",
    link: "https://developer.hashicorp.com/terraform/install",
  },
  git: { brew: "brew install git", apt: "sudo apt-get install git", link: "https://git-scm.com/downloads" },
  ssh: { brew: "brew install openssh", apt: "sudo apt-get install openssh-client", link: "https://www.openssh.com" },
  k3d: { brew: "brew install k3d", link: "https://k3d.io/stable/#installation" },
  docker: {
    brew: "brew install --cask docker-desktop",
    apt: "sudo apt-get install docker.io",
    link: "https://docs.docker.com/engine/install",
  },
  aws: {
    brew: "brew install awscli",
    apt: "sudo apt-get install awscli",
    link: "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html",
  },
  kubectl: { brew: "brew install kubectl", link: "https://kubernetes.io/docs/tasks/tools" },
};

/** How to get a program on this machine. */
export function remedy(tool: Tool, installer: Installer): string {
  const { brew, apt, link } = REMEDIES[tool];
  if (installer === "brew") return brew;
  return installer === "apt" && apt !== undefined ? apt : `See ${link}`;
}
