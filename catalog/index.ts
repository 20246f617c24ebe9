import { argoCd } from "./argo-cd";
import type { Component } from "./component";

/** Everything that an environment's `components` may name. */
export const catalog: readonly Component[] = [argoCd];
