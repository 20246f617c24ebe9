/** A `moved` block: the resource that was at `from` is now at `to`. */
export interface Moved {
  readonly from: string;
  readonly to: string;
}

/** A `removed` block: the resource stays in the cloud and leaves the state. */
export interface Removed {
  readonly from: string;
  readonly lifecycle: { readonly destroy: false };
}

/** An `import` block: the object with this id becomes the resource at `to`. */
export interface Import {
  readonly to: string;
  readonly id: string;
}

/**
 * Blocks that change a state without changing a cloud. cdktf has its own (`moveTo`, `importFrom`), but they run
 * `terraform version` at synth, and synthesis needs no terraform.
 */
export class Refactoring {
  private readonly movedBlocks: Moved[] = [];
  private readonly removedBlocks: Removed[] = [];
  private readonly importBlocks: Import[] = [];

  constructor(private readonly stack: { addOverride(path: string, value: unknown): void }) {}

  moved(from: string, to: string): void {
    this.movedBlocks.push({ from, to });
    this.stack.addOverride("moved", this.movedBlocks);
  }

  removed(address: string): void {
    this.removedBlocks.push({ from: address, lifecycle: { destroy: false } });
    this.stack.addOverride("removed", this.removedBlocks);
  }

  importing(to: string, id: string): void {
    this.importBlocks.push({ to, id });
    this.stack.addOverride("import", this.importBlocks);
  }
}
