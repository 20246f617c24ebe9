import { z } from "zod";
import { field } from "./field";
import { awsRegion, domain, text, uuid } from "./formats";

const zone = field(domain(), "the zone that holds the environment's names", "example.org");

const cloudflare = z.strictObject({
  provider: field(z.literal("cloudflare"), "Cloudflare"),
  zone,
  proxied: field(z.boolean(), "whether traffic goes through Cloudflare's proxies; not by default", false).default(
    false,
  ),
});

const route53 = z.strictObject({
  provider: field(z.literal("route53"), "Amazon Route 53"),
  zone,
  region: field(awsRegion(), "the AWS region whose API is used", "eu-central-1"),
});

const azure = z.strictObject({
  provider: field(z.literal("azure"), "Azure DNS"),
  zone,
  tenant: field(uuid(), "the id of the Microsoft Entra tenant", "11111111-2222-3333-4444-555555555555"),
  subscription: field(uuid(), "the id of the zone's subscription", "66666666-7777-8888-9999-aaaaaaaaaaaa"),
  resourceGroup: field(text(), "the zone's resource group", "dns"),
});

/** Who serves an environment's DNS names. */
export const dns = z.discriminatedUnion("provider", [cloudflare, route53, azure]);
