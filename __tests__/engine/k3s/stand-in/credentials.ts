import { readFileSync } from "node:fs";
import { stringify } from "yaml";
import { Refusal } from "./output";
import { hash } from "./token";

/** A kubeconfig with one user. */
export function kubeconfig(authority: string, server: string, credential: string): string {
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      { name: "default", cluster: { server, "certificate-authority-data": Buffer.from(authority).toString("base64") } },
    ],
    users: [{ name: "default", user: { "client-certificate-data": credential, "client-key-data": credential } }],
    contexts: [{ name: "default", context: { cluster: "default", user: "default" } }],
    "current-context": "default",
  });
}

/** What proves to be the administrator of the cluster with this authority. */
export function adminCredential(authorityKey: string): string {
  return Buffer.from(`admin ${hash(authorityKey)}`).toString("base64");
}

/** What proves to be a node of the cluster with this authority. */
export function nodeCredential(authorityKey: string): string {
  return Buffer.from(`node ${hash(authorityKey)}`).toString("base64");
}

/** The credential in a kubeconfig. */
export function credentialIn(file: string): { readonly server: string; readonly credential: string } {
  const text = readFileSync(file, "utf8");
  const server = /^\s*server: (\S+)$/m.exec(text)?.[1];
  const credential = /client-certificate-data: (\S+)$/m.exec(text)?.[1];
  if (server === undefined || credential === undefined) {
    throw new Refusal(`error loading config file "${file}"`);
  }
  return { server, credential };
}
