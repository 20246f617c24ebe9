import { parse } from "yaml";
import { z } from "zod";
import { chartSource } from "../../../catalog/argo-cd/application";
import { helmTemplate } from "../../../catalog/argo-cd/helm-template";
import type { Values } from "../../../constructs/gitops/values";
import { read } from "../example";

const chart = { repository: "https://charts.example.org", name: "shop", version: "1.2.3" };
const helmOf = (values: Values): Values =>
  z.object({ helm: z.record(z.string(), z.json()) }).parse(chartSource(chart, "shop", values)).helm;

describe("the values of a chart with Argo CD", () => {
  test("are a part of the Application, so that a diff shows them one by one", () => {
    expect(helmOf({ word: "yes" })).toEqual({ releaseName: "shop", valuesObject: { word: "yes" } });
  });

  test("are absent where there is nothing to say", () => {
    expect(helmOf({})).toEqual({ releaseName: "shop" });
  });

  test.each([[{ limits: { cpu: null }, word: "yes" }], [{ list: [{ cpu: null }] }]])(
    "are a text where %j has a null, which the API server would drop",
    (values) => {
      const helm = z.strictObject({ releaseName: z.literal("shop"), values: z.string() }).parse(helmOf(values));
      expect(parse(helm.values)).toEqual(values);
    },
  );

  test("hold cluster facts also as a text", () => {
    expect(helmTemplate(helmOf({ limits: null, identity: read("clientId") }))).toMatch(
      /^values: "limits: null\\nidentity: \{\{ required .* \.Values\.facts\.clientId .*\}\}\\n"$/m,
    );
  });
});
