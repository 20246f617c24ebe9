import { z } from "zod";
import { parseJson } from "../aws";
import { Failure } from "../failure";
import type { Kubectl } from "./api";

/** An Application of Argo CD. */
export interface FoundApplication {
  readonly name: string;
  readonly deleting: boolean;
  /** Why it does not go, as Argo CD says. */
  readonly conditions: readonly string[];
}

/** A Service that has a load balancer made. */
export interface FoundService {
  readonly namespace: string;
  readonly name: string;
}

/** A volume of the cluster. */
export interface FoundVolume {
  readonly name: string;
  /** `namespace/name`; none for a volume that nobody has claimed. */
  readonly claim?: string | undefined;
  /** As Kubernetes writes it: `10Gi`. */
  readonly size: string;
  /** Whether it goes with its claim. */
  readonly deleted: boolean;
  /** The volume in AWS: `vol-0a1b…`. */
  readonly handle?: string | undefined;
}

/** What in the cluster hangs on something outside it, or brings what does. */
export interface ClusterContents {
  readonly applications: readonly FoundApplication[];
  readonly services: readonly FoundService[];
  readonly volumes: readonly FoundVolume[];
}

const metadata = z.object({
  name: z.string(),
  namespace: z.string().default(""),
  deletionTimestamp: z.string().optional(),
});
const applications = z.object({
  items: z.array(
    z.object({
      metadata,
      status: z.object({ conditions: z.array(z.object({ message: z.string() })).default([]) }).prefault({}),
    }),
  ),
});
const services = z.object({
  items: z.array(z.object({ metadata, spec: z.object({ type: z.string().optional() }) })),
});
const volumes = z.object({
  items: z.array(
    z.object({
      metadata,
      spec: z.object({
        capacity: z.object({ storage: z.string() }),
        claimRef: z.object({ namespace: z.string(), name: z.string() }).optional(),
        persistentVolumeReclaimPolicy: z.string().optional(),
        csi: z.object({ volumeHandle: z.string() }).optional(),
      }),
    }),
  ),
});

/** The Applications that there are; none where the cluster does not know the kind. */
export async function findApplications(kubectl: Kubectl, namespace: string): Promise<readonly FoundApplication[]> {
  const text = await kubectl(["get", "applications.argoproj.io", "--namespace", namespace, "--output", "json"]);
  if (text === undefined) return [];
  return read(applications, text).items.map(({ metadata: { name, deletionTimestamp }, status }) => ({
    name,
    deleting: deletionTimestamp !== undefined,
    conditions: status.conditions.map(({ message }) => message),
  }));
}

/** The Services of all namespaces that have load balancers. */
export async function findServices(kubectl: Kubectl): Promise<readonly FoundService[]> {
  const { items } = read(services, (await kubectl(["get", "services", "-A", "--output", "json"])) ?? "");
  return items
    .filter(({ spec }) => spec.type === "LoadBalancer")
    .map(({ metadata: { name, namespace } }) => ({ name, namespace }));
}

/** All volumes of the cluster. */
export async function findVolumes(kubectl: Kubectl): Promise<readonly FoundVolume[]> {
  const { items } = read(volumes, (await kubectl(["get", "persistentvolumes", "--output", "json"])) ?? "");
  return items.map(({ metadata: { name }, spec }) => ({
    name,
    claim: spec.claimRef && `${spec.claimRef.namespace}/${spec.claimRef.name}`,
    size: spec.capacity.storage,
    deleted: spec.persistentVolumeReclaimPolicy === "Delete",
    handle: spec.csi?.volumeHandle,
  }));
}

/** Everything at once. `namespace` is Argo CD's. */
export async function findContents(kubectl: Kubectl, namespace: string): Promise<ClusterContents> {
  return {
    applications: await findApplications(kubectl, namespace),
    services: await findServices(kubectl),
    volumes: await findVolumes(kubectl),
  };
}

function read<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> {
  const { data } = schema.safeParse(parseJson(text));
  if (data === undefined) throw new Failure("kubectl gave something else than a list of objects. Update kubectl.");
  return data;
}
