import { clusterFacts, factsIn, factTable, replaceFacts } from "../../../constructs/gitops/cluster-facts";

const table = factTable({
  dnsClientId: { description: "Made up for these tests." },
  kmsKeyId: { description: "Made up too." },
});
const used = { dns: { identity: table.read("dnsClientId") }, list: [`alias/${table.read("kmsKeyId")}`] };

describe("cluster facts", () => {
  test("are the client ids that Azure invents, and nothing that follows from an environment file", () => {
    expect(clusterFacts.names).toEqual([
      "certManagerClientId",
      "externalDnsClientId",
      "vaultClientId",
      "veleroClientId",
    ]);
  });

  test("are found in a component's values, wherever they stand", () => {
    expect(factsIn(used)).toEqual(["dnsClientId", "kmsKeyId"]);
    expect(factsIn({ plain: ["text", 1, null, true] })).toEqual([]);
  });

  test("are in order when everything handed over is used and everything used is handed over", () => {
    expect(table.check({ dnsClientId: "1", kmsKeyId: "2" }, used)).toEqual([]);
  });

  test("are reported when one is handed over and never used", () => {
    expect(table.check({ dnsClientId: "1", kmsKeyId: "2" }, { identity: table.read("dnsClientId") })).toEqual([
      'Cluster fact "kmsKeyId" is handed over and never used.',
    ]);
  });

  test("are reported when one is used and never handed over", () => {
    expect(table.check({ dnsClientId: "1" }, used)).toEqual(['Cluster fact "kmsKeyId" is used and never handed over.']);
  });

  test("are reported when nobody has defined them, on either side", () => {
    const other = factTable({ zoneId: { description: "Not of the table." } });
    expect(table.check({ zoneName: "example.org" }, [other.read("zoneId")])).toEqual([
      'Cluster fact "zoneName" is not defined. Known: dnsClientId, kmsKeyId.',
      'Cluster fact "zoneId" is not defined. Known: dnsClientId, kmsKeyId.',
    ]);
  });

  test("are replaced one by one, and the text between them apart", () => {
    const text = `a ${table.read("kmsKeyId")} b ${table.read("dnsClientId")}`;
    const upper = (plain: string): string => plain.toUpperCase();
    expect(replaceFacts(text, (name) => `[${name}]`, upper)).toBe("A [kmsKeyId] B [dnsClientId]");
  });

  test("have names that every engine takes as a variable", () => {
    expect(() => factTable({ "kms-key": { description: "" } })).toThrow(
      'Cluster fact "kms-key": only letters and digits.',
    );
  });
});
