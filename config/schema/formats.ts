import { valid } from "semver";
import { z } from "zod";
import { canonicalCidr, parseCidr } from "../cidr";
import { isCronSchedule } from "./cron";
import { hostKeyProblem } from "./host-key";

/**
 * The kinds of text that stand in environment files. Each one's error continues the sentence that begins with the
 * value found: `"10.0.0.300" is not an IPv4 address.`
 */

const HOST_NAME = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const IPV4 = /^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;

export const text = () => z.string().regex(/\S/, "is empty; write a text.");

export const slug = () =>
  z
    .string()
    .max(40)
    .regex(
      /^[a-z]([a-z0-9-]*[a-z0-9])?$/,
      "is not a name: lower-case letters, digits and hyphens, a letter first, no hyphen last.",
    );

/** RFC 1123, as Kubernetes asks of a node's name. */
export const nodeName = () =>
  z
    .string()
    .regex(
      /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
      "is not a node name: at most 63 lower-case letters, digits and hyphens, no hyphen first or last.",
    );

export const domain = () =>
  z.string().regex(new RegExp(`(?=.*\\.)${HOST_NAME.source}`), "is not a domain such as example.org, in lower case.");

export const ipv4 = () => z.string().regex(IPV4, "is not an IPv4 address.");

export const host = () =>
  z
    .string()
    .regex(new RegExp(`${HOST_NAME.source}|${IPV4.source}`), "is not a host name in lower case or an IPv4 address.");

export const port = () => z.int().min(1).max(65535);

/** An IPv4 range whose host bits are zero, so that one range has one spelling. */
export const cidr = () =>
  z.string().superRefine((value, context) => {
    const range = parseCidr(value);
    if (range === undefined) {
      context.addIssue({ code: "custom", message: "is not an IPv4 range such as 10.42.0.0/16." });
    } else if (canonicalCidr(range) !== value) {
      context.addIssue({
        code: "custom",
        message: `is not the beginning of its range; write ${canonicalCidr(range)}.`,
      });
    }
  });

export const k3sVersion = () =>
  z
    .string()
    .regex(/^v1\.(0|[1-9]\d*)\.(0|[1-9]\d*)\+k3s[1-9]\d*$/, "is not an exact k3s version such as v1.35.4+k3s1.");

/** An exact version with or without the letter v: charts use both. */
export const exactVersion = () =>
  z
    .string()
    .regex(/^v?(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/, NO_VERSION)
    // Numbers with a zero before them, and empty parts of a pre-release, have no place in the order of versions.
    .refine((version) => valid(version) !== null, NO_VERSION);

const NO_VERSION = "is not an exact version such as 10.1.1; nothing here is ever a range or latest.";

export const sha256 = () =>
  z.string().regex(/^[0-9a-f]{64}$/, "is not a SHA-256 checksum: 64 lower-case hexadecimal digits.");

export const date = () => z.iso.date("is not a date such as 2026-12-31.");

export const schedule = () =>
  z
    .string()
    .refine(isCronSchedule, 'is not a cron schedule such as "0 */12 * * *" (minute, hour, day, month, weekday).');

/** `ecdsa-sha2-nistp256 AAAA…`; a comment behind it is dropped. */
export const hostKey = () =>
  z
    .string()
    .superRefine((value, context) => {
      const message = hostKeyProblem(value);
      if (message !== undefined) context.addIssue({ code: "custom", message });
    })
    .overwrite((value) => value.split(" ").slice(0, 2).join(" "));

/** A line of SSH's known_hosts: `git.example.org ssh-ed25519 AAAA…`. */
export const knownHost = () =>
  z.string().superRefine((value, context) => {
    const [, key = ""] = /^(?:[a-z0-9.-]+|\[[a-z0-9.-]+\]:\d{1,5}) (\S+ \S+)$/.exec(value) ?? [];
    if (key === "" || hostKeyProblem(key) !== undefined) {
      const message = "is not a line of known_hosts such as git.example.org ssh-ed25519 AAAA…, without a comment.";
      context.addIssue({ code: "custom", message });
    }
  });

export const httpUrl = () =>
  z
    .string()
    .regex(
      /^https?:\/\/[a-z0-9.-]+(:\d{1,5})?(\/[\w.~%/-]*)?$/i,
      "is not an http:// or https:// address without user, query and fragment.",
    );

/** A user of a Linux machine. */
export const userName = () => z.string().regex(/^[a-z_][a-z0-9_-]{0,31}$/, "is not the name of a Linux user.");

/** A path on a node, from its root. */
export const absolutePath = () =>
  z.string().regex(/^(\/[^/\0]+)+$/, "is not an absolute path such as /etc/ssl/ca.pem.");

/** A list in which nothing stands twice. */
export const names = <Name extends z.ZodType<string>>(name: Name) =>
  z.array(name).superRefine((list, context) => {
    for (const [index, value] of list.entries()) {
      if (list.indexOf(value) < index) {
        context.addIssue({ code: "custom", path: [index], message: "is named twice in this list." });
      }
    }
  });

export const awsRegion = () =>
  z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "is not an AWS region such as eu-central-1.");

export const uuid = () =>
  z
    .string()
    .regex(
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      "is not an id such as 11111111-2222-3333-4444-555555555555, in lower case.",
    );
