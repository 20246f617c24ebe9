import { evenServers } from "../../../policies/rules/even-servers";
import { k3sEnvironment, nodes } from "../../helpers/environments";
import { subject } from "../../helpers/subjects";

function check(servers: number) {
  return evenServers.check(subject({}, k3sEnvironment("staging", { servers: nodes("server", servers, 11) })));
}

describe("K3S-01", () => {
  test.each([1, 3, 5])("lets %d servers pass", (servers) => {
    expect(check(servers)).toEqual([]);
  });

  test("refuses an even number, and names the servers", () => {
    expect(check(2)).toEqual([{ address: "cluster.servers", found: "2 servers (server-1, server-2)." }]);
    expect(check(4)).toHaveLength(1);
  });

  test("is about clusters only", () => {
    expect(evenServers.check(subject({}))).toEqual([]);
  });
});
