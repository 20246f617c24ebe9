import { argoCd } from "./components/argo-cd";
import type { Component } from "./define";

/** Everything that an environment's `components` may name, in the order of names. */
export const catalog: readonly Component[] = [argoCd];
