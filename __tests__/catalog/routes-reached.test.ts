import { resolve } from "node:path";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { loadPlatform } from "../../stacks/load-platform";
import { renderEnvironment } from "../../catalog/registry";
import { formatProblems } from "../../config";

const loaded = loadPlatform(resolve(__dirname, "../.."));
if (!loaded.ok) throw new Error(formatProblems(loaded.problems));
const { environments, organization } = loaded.platform;

const gateway = z.object({
  kind: z.literal("Gateway"),
  spec: z.object({ listeners: z.array(z.object({ hostname: z.string().optional() })) }),
});
const route = z.object({ httpRoute: z.object({ enabled: z.literal(true), hostnames: z.array(z.string()) }) });

/** Host names that the Gateway of an environment answers to by TLS. */
function doors(environment: (typeof environments)[number]): string[] {
  const { name } = environment;
  const file = renderEnvironment(environment, organization)[
    `registry/environments/${name}/manifests/gateway/objects.yaml`
  ];
  return parseAllDocuments(file ?? "")
    .flatMap((document) => gateway.safeParse(document.toJS()).data?.spec.listeners ?? [])
    .flatMap(({ hostname }) => hostname ?? []);
}

describe.each(environments)("the applications of $name", (environment) => {
  test("have names that the Gateway answers to", () => {
    const open = doors(environment);
    const names = Object.values(environment.applications).flatMap(
      (one) => ("values" in one ? route.safeParse(one.values).data?.httpRoute.hostnames : undefined) ?? [],
    );
    expect(names).not.toEqual([]);
    const unanswered = names.filter((name) => !open.includes(name) && !open.includes(name.replace(/^[^.]+/, "*")));
    expect(unanswered).toEqual([]);
  });
});
