import { z } from "zod";
import { field } from "./field";
import { awsRegion, names, slug } from "./formats";

/** Source: https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_InstanceMetadata.html */
const instanceArn = () =>
  z
    .string()
    .regex(
      /^arn:aws:sso:::instance\/(sso)?ins-[A-Za-z0-9.-]{16}$/,
      "is not the ARN of an instance of IAM Identity Center such as arn:aws:sso:::instance/ssoins-0123456789abcdef.",
    );

/** Source: https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_Group.html */
const identityId = () =>
  z
    .string()
    .regex(
      /^([0-9a-f]{10}-)?[A-Fa-f0-9]{8}(-[A-Fa-f0-9]{4}){3}-[A-Fa-f0-9]{12}$/,
      "is not an id of IAM Identity Center's store, such as 93670a5c2b-0d5f1a2b-3c4d-5e6f-7a8b-9c0d1e2f3a4b; a name is not enough.",
    );

const vpcEndpoint = () =>
  z
    .string()
    .regex(/^vpce-([0-9a-f]{8}|[0-9a-f]{17})$/, "is not the id of a VPC endpoint such as vpce-0a1b2c3d4e5f60718.");

const GROUP = "93670a5c2b-0d5f1a2b-3c4d-5e6f-7a8b-9c0d1e2f3a4b";

const entry = z
  .strictObject({
    group: field(identityId().optional(), "the group, by its id in Identity Center's store; this or user", GROUP),
    user: field(
      identityId().optional(),
      "the person, by the id in Identity Center's store; this or group",
      "93670a5c2b-1e6a2b3c-4d5e-6f70-8b9c-0d1e2f3a4b5c",
    ),
    role: field(
      z.enum(["admin", "editor", "viewer"]),
      "what they may do in Argo CD: admin everything; editor and viewer see projects, and Applications only where a project's roles say so",
      "admin",
    ),
  })
  .superRefine(({ group, user }, context) => {
    if ((group === undefined) !== (user === undefined)) return;
    const which = group === undefined ? "names neither a group nor a user" : "names both a group and a user";
    context.addIssue({ code: "custom", message: `${which}; write one of them.` });
  });

/** Who gets into Argo CD, by a name of one's own. */
const access = z.record(slug(), entry).superRefine((map, context) => {
  const owners = new Map<string, string>();
  for (const [name, { group, user }] of Object.entries(map)) {
    const id = group ?? user;
    if (id === undefined) continue;
    const owner = owners.get(id);
    owners.set(id, name);
    if (owner === undefined) continue;
    const path = [name, group === undefined ? "user" : "group"];
    context.addIssue({ code: "custom", path, message: `gets in as ${owner} already; give everybody one role.` });
  }
});

/** Argo CD that AWS runs. */
export const managedArgoCd = z.strictObject({
  identityCenter: field(
    z.strictObject({
      instance: field(
        instanceArn(),
        "the instance of IAM Identity Center by which people sign in; it never changes",
        "arn:aws:sso:::instance/ssoins-0123456789abcdef",
      ),
      region: field(
        awsRegion().optional(),
        "the region of that instance; the environment's own by default",
        "eu-west-1",
      ),
    }),
    "where people sign in: the capability has no users of its own",
  ),
  access: field(access, "who may do what in Argo CD, by a name of one's own; nobody by default", {
    platform: { group: GROUP, role: "admin" },
  }).default({}),
  vpcEndpoints: field(
    names(vpcEndpoint()),
    "interface endpoints of eks-capabilities that alone reach Argo CD's pages and API; the internet by default, by signing in",
    ["vpce-0a1b2c3d4e5f60718"],
  ).default([]),
});
