import { Client, type ClientConfig, type Connection } from 'pg';

/** Nothing came back in time. What was asked may have been done. */
export class ServerSilent extends Error {
  override readonly name = 'ServerSilent';
  readonly code = 'ETIMEDOUT';
  constructor(patienceMs: number) {
    super(`PostgreSQL said nothing for ${patienceMs} ms: the connection was given up.`);
  }
}

export type DeadlineConfig = ClientConfig & Readonly<{ patienceMs?: number }>;

/** Less than the 5 s that a caller waits. */
const usualPatienceMs = 4_500;

/**
 * A connection that is given up where an answer takes too long: a host that vanishes tells nobody. All of it, since the
 * answer may still come, and would be taken for that to the next question. Questions that are asked before the one before
 * is answered share its deadline.
 */
export class DeadlineClient extends Client {
  #patienceMs: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(config: DeadlineConfig = {}) {
    super(config);
    this.#patienceMs = config.patienceMs ?? usualPatienceMs;
    const answered = (): void => {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    };
    this.on('drain', answered).on('error', answered).on('end', answered);
  }

  /** For work that may take as long as it takes. A host that vanishes is still found out, by keep-alive. */
  waitForEver(): void {
    this.#patienceMs = Number.POSITIVE_INFINITY;
  }

  // One signature for the many of the driver: whatever is asked, and however it is answered, it passes through.
  override query(...question: readonly unknown[]): never {
    if (Number.isFinite(this.#patienceMs)) this.#timer ??= setTimeout(() => this.#giveUp(), this.#patienceMs);
    return super.query(...(question as [never])) as never;
  }

  #giveUp(): void {
    const { connection } = this as unknown as Readonly<{ connection: Connection }>;
    connection.stream.destroy(new ServerSilent(this.#patienceMs));
  }
}
