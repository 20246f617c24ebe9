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
    expect(protectStacks(clone.root)).toEqual({ ok: true, count: 3 });
    expect(clone.read(list)).toBe(before);
  });

  test("adds what is new", () => {
    const before = clone.read(list);
    clone.remove(list);
    expect(protectStacks(clone.root)).toEqual({ ok: true, count: 3 });
    expect(clone.read(list)).toBe(before);
  });

  test("drops an address only when the environment says why", () => {
    const before = clone.read(list);
    clone.edit(list, "server-1", "server-9");
    expect(protectStacks(clone.root)).toMatchObject({ ok: false, messages: [expect.stringContaining("server-9")] });
    const removals = `removals:\n  'terraform_data.k3s_machine["server-9"]': its disk failed\n`;
    clone.write("environments/staging.yaml", clone.read("environments/staging.yaml") + removals);
    expect(protectStacks(clone.root)).toMatchObject({ ok: true });
    expect(clone.read(list)).toBe(before);
  });
});
