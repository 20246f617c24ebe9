import { resolve } from "node:path";
import type { App } from "cdktf";
import { z } from "zod";
import { loadPlatform } from "../../../stacks/load-platform";
import { StateStack } from "../../../stacks/state";
import type { JsonObject } from "../../../stacks/synthesized-stack";
import { synthesizeApp } from "../../helpers/synthesize";
import { describeMoto } from "./moto/needs";
import { seenBuckets, seenKeys } from "./moto/seen";
import { Stage } from "./moto/stage";

const loaded = loadPlatform(resolve(__dirname, "../../.."));
if (!loaded.ok) throw new Error("the repository's own environments are wrong: npm run platform -- validate");
const { organization } = loaded.platform;
const { state } = organization;
if (state === undefined) throw new Error("the organization has no bucket for states.");

/** The stack as the file has it, but for where its own state is. */
function json(backend: "local" | "s3"): JsonObject {
  const views = synthesizeApp((app: App) => {
    if (state !== undefined) new StateStack(app, organization, { ...state, backend });
  });
  return views["state"]?.json ?? {};
}

describeMoto("the bucket of the states", (needs) => {
  const { bucket, account: owner, keyAlias } = state;
  const stage = new Stage(needs, owner);
  const { account } = stage;
  const Key = "example/state/terraform.tfstate";

  beforeAll(async () => {
    await stage.start({ state: json("local") });
    await stage.apply("state");
  });
  afterAll(() => stage.dispose());

  test("is closed, versioned, under its own key and answers over TLS only, as the bucket of its access logs", () => {
    const buckets = seenBuckets(account);
    expect(Object.keys(buckets).sort()).toEqual([bucket, `${bucket}-logs`]);
    const KMSMasterKeyID = seenKeys(account)[`alias/${keyAlias}`]?.arn;
    expect(KMSMasterKeyID).toContain(`:${owner}:key/`);
    expect(buckets[bucket]?.encryption).toEqual({ SSEAlgorithm: "aws:kms", KMSMasterKeyID });
    for (const [name, { closed, versioning, statements }] of Object.entries(buckets)) {
      expect(Object.values(closed ?? {})).toEqual([true, true, true, true]);
      expect(versioning).toBe("Enabled");
      expect(statements).toContainEqual(
        expect.objectContaining({
          Effect: "Deny",
          Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
          Condition: { Bool: { "aws:SecureTransport": ["false"] } },
        }),
      );
    }
  });

  test("is there after one apply: a second plan is empty", async () => {
    expect(await stage.plan("state")).toMatchObject({ code: 0, stderr: "" });
  });

  test("has its key rotated", () => {
    expect(seenKeys(account)).toMatchObject({ [`alias/${keyAlias}`]: { rotated: true } });
  });

  describe("after its own state has moved in", () => {
    const head = z.object({ ServerSideEncryption: z.string(), SSEKMSKeyId: z.string(), VersionId: z.string() });

    beforeAll(async () => {
      // Moto weighs no condition of a bucket's policy, so that one which demands TLS shuts everybody out.
      account.one("s3", "delete_bucket_policy", z.unknown(), { Bucket: bucket });
      await stage.migrate("state", json("s3"));
    });

    test("holds it under the key that the organization and the stack give, encrypted with the bucket's key", () => {
      const object = account.one("s3", "head_object", head, { Bucket: bucket, Key });
      expect(object).toMatchObject({ ServerSideEncryption: "aws:kms" });
      expect(object.SSEKMSKeyId).toMatch(new RegExp(`^(alias/${keyAlias}|arn:aws:kms:.*)$`));
      expect(object.VersionId).not.toBe("null");
    });

    test("is described as it was", async () => {
      // Not looked at: the policy that this test took away.
      expect(await stage.plan("state", "-refresh=false")).toMatchObject({ code: 0, stderr: "" });
    });

    test("lets nobody at the state whose lock somebody else has", async () => {
      const held = { ID: "0", Operation: "OperationTypeApply", Who: "somebody@else", Version: "1.11.4" };
      const lock = { Bucket: bucket, Key: `${Key}.tflock` };
      account.one("s3", "put_object", z.unknown(), { ...lock, Body: JSON.stringify(held) });
      await expect(stage.apply("state")).rejects.toThrow(/Error acquiring the state lock[^]*somebody@else/);
      account.one("s3", "delete_object", z.unknown(), lock);
    });

    test("can't be destroyed", async () => {
      await expect(stage.destroy("state")).rejects.toThrow("Instance cannot be destroyed");
    });
  });
});
