import { z } from "zod";
import { k3d } from "./k3d";
import { k3s } from "./k3s";

/** The shape of an environment file without `extends`: its kind decides the rest. */
export const environment = z.discriminatedUnion("kind", [k3s, k3d]);
