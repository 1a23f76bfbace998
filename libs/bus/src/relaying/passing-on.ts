import type { StoredEvent } from '@lethe/event-store';
import { reportOf, setAsideBy, type Log, type SetAsideRows } from '@lethe/running';
import type { Pool } from 'pg';
import { entityOfStream, type PublicMessage } from './public-message.ts';

type Parts = Readonly<{
  pool: Pool;
  worker: string;
  /** @throws where the event cannot be read or said. */
  messagesOf: (event: StoredEvent) => readonly PublicMessage[];
  log: Pick<Log, 'error'>;
}>;

/**
 * What of the log goes out in its turn. An event that cannot be read holds up its entity and nobody else (L12): it is a
 * row before anything past it is published, what comes later for that entity is a row behind it, and once it can be
 * read all of them go out in their order.
 */
export class PassingOn {
  readonly rows: SetAsideRows;
  readonly #parts: Parts;
  #held: ReadonlySet<string> = new Set();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.rows = setAsideBy(parts.pool, parts.worker);
  }

  get holdsAnything(): boolean {
    return this.#held.size > 0;
  }

  /** Rows beyond where the stream stands are made again, in order, as the log is read again from there. */
  async goOnBehind(position: bigint): Promise<void> {
    const { pool, worker } = this.#parts;
    await pool.query('delete from set_aside where worker = $1 and place::bigint > $2', [worker, position]);
    await this.lookAgain();
  }

  /** Somebody tried what is set aside, or a person gave it up. */
  async lookAgain(): Promise<void> {
    this.#held = await this.rows.held();
  }

  /** Messages of these events that go out now. */
  async of(events: readonly StoredEvent[]): Promise<readonly PublicMessage[]> {
    if (this.holdsAnything) await this.lookAgain();
    const passing: PublicMessage[] = [];
    for (const event of events) passing.push(...(await this.#passed(event)));
    return passing;
  }

  async #passed(event: StoredEvent): Promise<readonly PublicMessage[]> {
    const read = this.#read(event);
    if ('messages' in read && read.messages.length === 0) return [];
    const [entity, place] = [entityOfStream(event.stream), String(event.position)];
    if (this.#held.has(entity) && (await this.rows.queue(entity, place))) return [];
    if ('messages' in read) return read.messages;
    await this.rows.add(entity, place, read.error);
    await this.lookAgain();
    const { worker, log } = this.#parts;
    const { stream, type } = event;
    log.error({ worker, position: place, stream, type, ...reportOf(read.error) }, 'An event is not published.');
    return [];
  }

  #read(event: StoredEvent): Readonly<{ messages: readonly PublicMessage[] }> | Readonly<{ error: unknown }> {
    try {
      return { messages: this.#parts.messagesOf(event) };
    } catch (error) {
      return { error };
    }
  }
}
