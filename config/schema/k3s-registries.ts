import { z } from "zod";
import { field } from "./field";
import { absolutePath, httpUrl, text } from "./formats";

/** Where nodes pull container images from: k3s's registries.yaml, without the secrets. */
export const registries = z.strictObject({
  mirrors: field(
    z.record(
      text(),
      z.strictObject({
        endpoint: field(z.array(httpUrl()).min(1), "the addresses to pull from instead, tried in order", [
          "https://mirror.example.org",
        ]),
        rewrite: field(z.record(text(), z.string()).optional(), "changes to image names, by regular expression", {
          "^library/(.*)": "dockerhub/$1",
        }),
      }),
    ),
    'mirrors by registry; "*" is every registry',
  ).default({}),
  configs: field(
    z.record(
      text(),
      z.strictObject({
        credential: field(
          z.boolean().optional(),
          "whether the registry needs a login, which TF_VAR_registry_credentials then holds",
        ),
        tls: field(
          z
            .strictObject({
              caFile: field(
                absolutePath().optional(),
                "the path on the nodes of the CA's certificate",
                "/etc/ssl/registry-ca.pem",
              ),
              insecureSkipVerify: field(z.boolean().optional(), "whether certificates are not checked at all"),
            })
            .optional(),
          "how the registry's certificate is checked",
        ),
      }),
    ),
    "login and TLS by registry",
  ).default({}),
});
