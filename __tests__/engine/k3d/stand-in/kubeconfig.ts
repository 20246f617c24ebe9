import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { refuse } from "./store";
import { at } from "./values";

interface Kubeconfig {
  contexts: string[];
  current: string;
}

/** Adds the cluster to people's own kubeconfig, and changes the current context unless told not to. */
export function updateKubeconfig(name: string, config: unknown): void {
  const options = at(config, "options", "kubeconfig");
  if (at(options, "updateDefaultKubeconfig") === false) return;
  editKubeconfig((kubeconfig) => {
    kubeconfig.contexts.push(`k3d-${name}`);
    if (at(options, "switchCurrentContext") !== false) kubeconfig.current = `k3d-${name}`;
  });
}

/** Changes people's own kubeconfig. */
export function editKubeconfig(edit: (kubeconfig: Kubeconfig) => void): void {
  const file = process.env["KUBECONFIG"] ?? refuse("the stand-in wants a KUBECONFIG");
  const kubeconfig: Kubeconfig = existsSync(file)
    ? JSON.parse(readFileSync(file, "utf8"))
    : { contexts: [], current: "" };
  edit(kubeconfig);
  rmSync(file, { force: true });
  writeFileSync(file, JSON.stringify(kubeconfig));
}
