/** Options without which a component can't be, by its name. */
export const REQUIRED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  atlantis: {
    repositories: ["github.com/example/platform"],
    githubUser: "example-atlantis",
    image: "ghcr.io/example/atlantis:1.0.0",
  },
  velero: { bucket: "example-backups", region: "eu-central-1" },
};
