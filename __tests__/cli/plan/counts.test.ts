import { stepsOf } from "../../../cli/plan/counts";
import type { ResourceChange } from "../../../cli/plan/model";
import { planOf } from "./fixture-plans";

test("a replacement takes two steps, one that forgets what was there takes one, and to forget takes none", () => {
  const change = (action: ResourceChange["action"], replacing?: ResourceChange["replacing"]): ResourceChange => ({
    ...{ address: "a.b", type: "a", mode: "managed", action, attributes: [] },
    ...(replacing && { replacing }),
  });
  const steps = (...resources: readonly ResourceChange[]): number => stepsOf(planOf({ resources }));
  expect(steps()).toBe(0);
  expect(steps(change("create"), change("update"), change("delete"), change("read"))).toBe(4);
  expect(steps(change("replace", "create-first"), change("replace", "forget"), change("forget"))).toBe(3);
});
