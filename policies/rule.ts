import type { Environment } from "../config";
import type { SynthesizedStack } from "../stacks/synthesized-stack";

/** What a rule looks at: one stack as Terraform will read it, and the environment it belongs to. */
export interface Subject {
  readonly stack: SynthesizedStack;
  /** None for a stack of the whole organization. */
  readonly environment: Environment | undefined;
}

/** The same, with what lifts rules for it. */
export interface Excusable extends Subject {
  readonly excused: Excused;
}

/** What lifts rules for a stack. */
export interface Excused {
  /** The file that holds the exceptions: of the environment, or of the organization. */
  readonly file: string;
  /** By the id of the rule. */
  readonly exceptions: Environment["exceptions"];
}

/** One place where a rule is broken. */
export interface Finding {
  /** The address of what breaks it, or a part of the stack such as `terraform.backend`. */
  readonly address: string;
  /** What was found there, with its value unless that is a secret. */
  readonly found: string;
}

/** A rule that every synthesized stack must keep. */
export interface Rule {
  /** Stable, since exceptions name it: `K3S-01`. */
  readonly id: string;
  readonly title: string;
  /** The benchmark it comes from: `CIS Kubernetes 1.2.1`. */
  readonly benchmark?: string;
  /** Why the rule exists. */
  readonly reason: string;
  /** What to do about a finding. */
  readonly remedy: string;
  readonly check: (subject: Subject) => readonly Finding[];
}
