/** The size of a text as it is limited: in bytes of UTF-8, of which there are never fewer than UTF-16 code units. */
export function sizeOf(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

const GAP = "\n\n";
const CLOSE = `${GAP}</details>`;

/** Something to be folded open. */
export interface Fold {
  /** HTML. */
  readonly title: string;
  /** Whether it is open from the start. */
  readonly open: boolean;
  /** Pieces between which a comment may end. */
  readonly blocks: readonly string[];
}

/** What a comment is put together from. */
export interface Pieces {
  readonly head: readonly string[];
  readonly folds: readonly Fold[];
  readonly foot: readonly string[];
}

/** Puts pieces together to parts of at most so many bytes; what is folded ends within a part, and goes on in the next. */
export function pack({ head, folds, foot }: Pieces, maximum: number): readonly string[] {
  const packer = new Packer(maximum);
  for (const block of head) packer.add(block);
  for (const { title, open, blocks } of folds) {
    const opening = (name: string): string => `<details${open ? " open" : ""}><summary>${name}</summary>`;
    packer.fold(opening(title), opening(`${title} (continued)`), blocks);
  }
  for (const block of foot) packer.add(block);
  return packer.parts();
}

class Packer {
  private readonly done: string[] = [];
  private pieces: string[] = [];
  private size = 0;

  constructor(private readonly maximum: number) {}

  add(block: string): void {
    if (!this.hasRoomFor(block)) this.next();
    this.put(block);
  }

  fold(opening: string, again: string, blocks: readonly string[]): void {
    let opened = false;
    for (const block of blocks) {
      if (!this.hasRoomFor(opened ? block : `${opening}${GAP}${block}`, CLOSE) && this.size > 0) {
        if (opened) this.pieces.push(CLOSE);
        this.next();
        this.put(opened ? again : opening);
      } else if (!opened) this.put(opening);
      opened = true;
      this.put(block);
    }
    if (opened) this.append(CLOSE);
  }

  parts(): readonly string[] {
    this.next();
    return this.done;
  }

  private hasRoomFor(...texts: readonly string[]): boolean {
    return this.size + texts.reduce((sum, text) => sum + sizeOf(text) + GAP.length, 0) <= this.maximum;
  }

  private put(text: string): void {
    this.append(this.size === 0 ? text : `${GAP}${text}`);
  }

  private append(text: string): void {
    this.pieces.push(text);
    this.size += sizeOf(text);
  }

  private next(): void {
    if (this.size > 0) this.done.push(this.pieces.join(""));
    this.pieces = [];
    this.size = 0;
  }
}
