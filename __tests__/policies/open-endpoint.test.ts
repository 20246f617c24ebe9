import { check } from "../../main";
import { eks, inRepository } from "../config/files";

/** What `platform validate` says of the API's reach: all that the policies say, without the list of protected things. */
function policiesOf(yaml: string): readonly string[] {
  return inRepository({ "environments/production.yaml": yaml }, (root) => {
    const outcome = check(root);
    if (outcome.ok) outcome.synthesis.discard();
    const messages = outcome.ok ? [] : outcome.messages;
    return messages.filter((message) => !message.startsWith("environments/protected.json"));
  });
}

const OPEN = { publicAccess: "[0.0.0.0/0]" };
const EXCEPTION = '{ EKS-02: { reason: "The VPN is not there yet.", expires: "2099-12-31" } }';

describe("an API of EKS", () => {
  test("that the world reaches is refused, with the way to an exception", () => {
    expect(policiesOf(eks({}, OPEN))).toEqual([
      `production  aws_eks_cluster.cluster: endpoint_public_access is true and public_access_cidrs is ["0.0.0.0/0"].
  EKS-02  the world does not reach the API server (CIS EKS 1.5: 5.4.1, checkov CKV_AWS_38)
  why  whoever reaches it can try stolen credentials, and the next flaw of the API server before it is patched.
  fix  set endpoint_public_access to false, or public_access_cidrs to the ranges that need it.
  or   write into environments/production.yaml  exceptions: { EKS-02: { reason: "…", expires: "YYYY-MM-DD" } }`,
    ]);
  });

  test("is not opened to the world by one range among others", () => {
    expect(policiesOf(eks({}, { publicAccess: "[203.0.113.0/24, 0.0.0.0/0]" }))).toEqual([
      expect.stringContaining("EKS-02"),
    ]);
  });

  test("may be open by a written exception, for as long as it holds", () => {
    expect(policiesOf(eks({ exceptions: EXCEPTION }, OPEN))).toEqual([]);
  });

  test("is within its network by default, or in reach of the ranges that are named", () => {
    expect(policiesOf(eks())).toEqual([]);
    expect(policiesOf(eks({}, { publicAccess: "[203.0.113.0/24]" }))).toEqual([]);
  });
});
