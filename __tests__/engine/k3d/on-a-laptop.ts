import { engines } from "./engines";
import { Laptop } from "./laptop";
import { WorkingCopy } from "./working-copy";

/** What a test works with: a fresh laptop and a working copy on it. */
export interface Desk {
  readonly engine: string;
  readonly engineName: "terraform" | "tofu";
  readonly laptop: Laptop;
  readonly copy: WorkingCopy;
}

/** `describe` with every engine that is here, each test on a laptop of its own; it skips, and says so, when one is missing. */
export function onALaptop(name: string, body: (desk: () => Desk) => void): void {
  if (engines.length < 2) {
    test.skip(`${name}: needs terraform and tofu, on the PATH or named by TERRAFORM and TOFU`, () => undefined);
  }
  describe.each(engines)(`${name}, with %s`, (engineName, engine) => {
    let desk: Desk | undefined;
    beforeEach(() => {
      const laptop = new Laptop();
      desk = { engine, engineName, laptop, copy: new WorkingCopy(engine, laptop) };
    });
    afterEach(() => {
      desk?.copy.remove();
      desk?.laptop.remove();
    });
    body(() => {
      if (!desk) throw new Error("A desk is there only within a test.");
      return desk;
    });
  });
}
