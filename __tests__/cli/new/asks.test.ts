import { loadPlatform } from "../../../stacks/load-platform";
import { newApplication } from "../../../cli/new/application";
import { newEnvironment } from "../../../cli/new/environment";
import type { Context } from "../../../cli/context";
import { formatProblems, type Platform } from "../../../config";
import { ECDSA } from "../world/files";
import { root } from "../../docs/markdown";

const nobody: Context = {
  root,
  env: {},
  platform: "linux",
  colours: false,
  print: () => undefined,
  tell: () => undefined,
  ask: undefined,
};

function platform(): Platform {
  const loaded = loadPlatform(root);
  if (!loaded.ok) throw new Error(formatProblems(loaded.problems));
  return loaded.platform;
}

test("an application without any option is told everything that is missing, at once", async () => {
  await expect(newApplication(nobody, platform(), "shop", {})).rejects.toThrow(
    /^Missing, and there is nobody to ask:\n {2}--environment {2}.*\n {2}--chart {2}.*\n {2}--chart-version {2}.*$/,
  );
});

test("an application made of a folder needs no chart", async () => {
  await expect(newApplication(nobody, platform(), "shop", { path: "shop" })).rejects.toThrow(
    /^Missing, and there is nobody to ask:\n {2}--environment {2}[^\n]*$/,
  );
});

describe("after a new environment, its place in the order of promotion", () => {
  const next = async (from: string): Promise<string> => {
    const options = { kind: "k3s", from, server: [`server-1 192.0.2.31 ${ECDSA}`] };
    return (await newEnvironment(nobody, platform(), "qa", options)).next.join("\n");
  };

  test("is for people to choose", async () => {
    expect(await next("staging")).toContain('put qa into "promotion" of environments/organization.yaml');
  });

  test("is that of its group, where it extends the group's profile", async () => {
    expect(await next("edge-eu")).not.toContain("promotion");
  });
});
