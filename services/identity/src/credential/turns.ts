/** Those who wait, in lines. Who is next comes from each line in turn, and within a line in order. */
export class Turns<Item> {
  readonly #lines = new Map<string, Item[]>();

  get areEmpty(): boolean {
    return this.#lines.size === 0;
  }

  add(line: string, item: Item): void {
    const waiting = this.#lines.get(line);
    if (waiting === undefined) this.#lines.set(line, [item]);
    else waiting.push(item);
  }

  next(): Item | undefined {
    const [first] = this.#lines;
    if (first === undefined) return undefined;
    const [line, waiting] = first;
    const item = waiting.shift();
    this.#lines.delete(line);
    if (waiting.length > 0) this.#lines.set(line, waiting);
    return item;
  }
}
