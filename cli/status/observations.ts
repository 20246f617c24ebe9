import type { SecretName } from "../../stacks/variables";
import type { EksAnswer } from "../eks";
import type { AgentKeys } from "../ssh-agent";
import type { ClusterView } from "../k3s/cluster-view";
import type { Probe } from "../k3s/probe";
import type { ApiAnswer } from "./eks-api";
import type { Handover } from "../../constructs/gitops/handover";

/** What was seen of an environment whose file is right, without any judgement. */
export interface Observations {
  readonly environment: string;
  /** What stopped the synthesis; empty when nothing did. */
  readonly messages: readonly string[];
  /** Names of variables that a deploy needs and that are not set. */
  readonly missingSecrets: readonly SecretName[];
  /** The GitOps engine, by the name that people know. */
  readonly engine: "Argo CD" | "Flux";
  /** What everything that the engine brings hangs on. */
  readonly root: Handover["root"];
  /** The job that installs the engine. */
  readonly job: { readonly namespace: string; readonly name: string };
  /** What the API says; undefined when none answers. */
  readonly cluster: ClusterView | undefined;
  readonly ground: K3sGround | K3dGround | EksGround;
}

/** Machines reached by SSH. */
export interface K3sGround {
  readonly kind: "k3s";
  /** The wanted version. */
  readonly version: string;
  /** `organization/environment`. */
  readonly owner: string;
  readonly agent: AgentKeys;
  /** In the order of their rollout. */
  readonly machines: readonly SeenMachine[];
}

export interface SeenMachine {
  readonly name: string;
  readonly role: "server" | "agent";
  readonly probe: Probe;
}

/** A cluster that AWS runs. */
export interface EksGround {
  readonly kind: "eks";
  readonly answer: EksAnswer;
  /** Whether its API is reached over the internet. */
  readonly publicApi: boolean;
  /** Undefined while there is no running cluster to ask. */
  readonly api: ApiAnswer | undefined;
}

/** Containers on this machine. */
export interface K3dGround {
  readonly kind: "k3d";
  /** Programs that are not there, or don't work, with what to do. */
  readonly faults: readonly { readonly what: string; readonly fix: string }[];
  readonly cluster: "absent" | "stopped" | "running";
}
