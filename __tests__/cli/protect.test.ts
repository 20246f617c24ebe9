import { protectStacks } from "../../cli/protect";
import { Clone } from "../helpers/clone";

const list = "environments/protected.json";

describe("protect", () => {
  let clone: Clone;
  beforeEach(() => {
    clone = new Clone(["environments"]);
  });
  afterEach(() => {
    clone.dispose();
  });

  test("changes nothing when the list is as it should be", () => {
    const before = clone.read(list);
    expect(protectStacks(clone.root)).toEqual({ ok: true, count: 17, changed: false });
    expect(clone.read(list)).toBe(before);
  });

  test("adds what is new", () => {
    const before = clone.read(list);
    clone.remove(list);
    expect(protectStacks(clone.root)).toEqual({ ok: true, count: 17, changed: true });
    expect(clone.read(list)).toBe(before);
  });

  test("drops an address only when the environment says why", () => {
    const before = clone.read(list);
    clone.edit(list, "server-3", "server-9");
    expect(protectStacks(clone.root)).toMatchObject({ ok: false, messages: [expect.stringContaining("server-9")] });
    const removals = `removals:\n  'terraform_data.k3s_machine["server-9"]': its disk failed\n`;
    clone.write("environments/staging.yaml", clone.read("environments/staging.yaml") + removals);
    expect(protectStacks(clone.root)).toMatchObject({ ok: true });
    expect(clone.read(list)).toBe(before);
  });

  test("only checks with --check", () => {
    expect(protectStacks(clone.root, { check: true })).toEqual({ ok: true, count: 17, changed: false });
    clone.remove(list);
    const { ok, ...rest } = protectStacks(clone.root, { check: true });
    expect({ ok, has: clone.has(list) }).toEqual({ ok: false, has: false });
    expect(rest).toMatchObject({
      messages: Array.from({ length: 17 }, () => expect.stringContaining("is protected and not in the list")),
    });
  });

  test("finds an announced removal that is still in the list", () => {
    clone.edit(list, "server-3", "server-9");
    clone.edit(
      list,
      '"terraform_data.k3s_machine[\\"server-9',
      '"terraform_data.k3s_machine[\\"server-3\\"]",\n    "terraform_data.k3s_machine[\\"server-9',
    );
    const removals = `removals:\n  'terraform_data.k3s_machine["server-9"]': its disk failed\n`;
    clone.write("environments/staging.yaml", clone.read("environments/staging.yaml") + removals);
    expect(protectStacks(clone.root, { check: true })).toEqual({
      ok: false,
      messages: [`${list}  is stale. Run: npm run platform -- protect`],
    });
  });
});
