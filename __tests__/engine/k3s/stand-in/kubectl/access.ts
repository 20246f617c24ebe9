import { existsSync } from "node:fs";
import { credentialIn, nodeCredential } from "../credentials";
import { thisMachine } from "../machine";
import { Refusal } from "../output";
import { needState } from "../state";
import { get, NotYet, type Answer } from "../supervisor-client";

const ADMIN = "/etc/rancher/k3s/k3s.yaml";

/** Who asks, once the API has let them in. */
export type Access = "admin" | "node";

/** Asks the API server that the kubeconfig names: nobody gets anywhere without its answer. */
export async function callApi(
  kubeconfig: string | undefined,
  path: string,
): Promise<{ readonly access: Access; readonly answer: Answer }> {
  const file = kubeconfig ?? process.env.KUBECONFIG ?? ADMIN;
  if (!existsSync(file)) {
    throw new Refusal(
      kubeconfig === undefined
        ? "The connection to the server localhost:8080 was refused - did you specify the right host or port?"
        : `error: stat ${file}: no such file or directory`,
    );
  }
  const { server, credential } = credentialIn(file);
  const url = new URL(path, server);
  const named = url.host;
  // Every machine has a loopback interface of its own; here they share one.
  url.hostname = url.hostname === "127.0.0.1" ? (thisMachine().addresses[0] ?? "") : url.hostname;
  try {
    const answer = await get(url, { authorization: `Bearer ${credential}` });
    if (answer.status === 401) {
      throw new Refusal("error: You must be logged in to the server (Unauthorized)");
    }
    const access = credential === nodeCredential(needState().authority.key) ? "node" : "admin";
    return { access, answer };
  } catch (error) {
    if (error instanceof NotYet) {
      throw new Refusal(`The connection to the server ${named} was refused - did you specify the right host or port?`);
    }
    throw error;
  }
}

/** Lets the caller in, or fails as kubectl does when the API is down or has no quorum. */
export async function needApi(kubeconfig: string | undefined): Promise<Access> {
  const { access, answer } = await callApi(kubeconfig, "/readyz");
  if (answer.status !== 200) {
    throw new Refusal("Error from server: etcdserver: request timed out");
  }
  return access;
}
