import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serviceNames, type ServiceName } from '@lethe/contracts';
import { findNats, startNats } from '../../../scripts/nats.mjs';
import { startPostgres } from '../../../scripts/postgres.mjs';
import type { World } from '../story/person.ts';
import { startServiceProcess, type ServiceProcess } from './service-process.ts';

const root = join(import.meta.dirname, '../../..');
const execute = promisify(execFile);

/** The whole system with every service in a process of its own, on a PostgreSQL and a nats-server of its own. */
export class System {
  readonly #services = new Map<ServiceName, ServiceProcess>();
  readonly #clockFile: string;
  readonly deaths: ServiceName[] = [];
  #aheadMs = 0;
  #stopping = false;
  readonly #left = new Set<ServiceName>();
  #url = '';

  private constructor(
    readonly directory: string,
    readonly postgresUrl: string,
    readonly natsUrl: string,
    private readonly servers: readonly Readonly<{ stop: () => Promise<unknown> }>[],
    private readonly discard: () => void,
  ) {
    this.#clockFile = join(directory, 'clock');
    writeFileSync(this.#clockFile, '+0s');
  }

  static async start(): Promise<System> {
    const directory = mkdtempSync(join(tmpdir(), 'lethe-e2e-'));
    const postgres = await startPostgres({ directory: join(directory, 'postgres'), durable: false });
    const binary = await findNats(join(root, '.lethe/cache'));
    const nats = await startNats({ binary, directory: join(directory, 'nats') });
    const system = new System(directory, postgres.url, nats.url, [nats, postgres], postgres.discard);
    try {
      await system.command('provision');
      await Promise.all(serviceNames.filter((name) => name !== 'gateway').map((name) => system.startService(name)));
      await system.startService('gateway');
      return system;
    } catch (error) {
      await system.stop();
      throw error;
    }
  }

  /** Where people meet it. */
  get world(): World {
    return { url: this.#url, now: () => Date.now() + this.#aheadMs };
  }

  /** Runs the command line on this system's data, and gives what it printed. */
  async command(...words: readonly string[]): Promise<string> {
    const { stdout } = await execute(process.execPath, [join(root, 'cli/dist/lethe.js'), ...words], {
      env: { PATH: process.env['PATH'], ...this.#environment() },
    });
    return stdout;
  }

  /** Starts a service; whenever it dies by itself it is started again, without the failpoint. */
  async startService(name: ServiceName, failpoint?: string): Promise<void> {
    const port = { LETHE_HTTP_PORT: this.#url === '' ? '0' : new URL(this.#url).port };
    const environment = {
      ...this.#environment(),
      ...port,
      ...(failpoint === undefined ? {} : { LETHE_FAILPOINT: failpoint }),
    };
    const service = await startServiceProcess(name, environment, join(this.directory, `${name}.log`));
    this.#services.set(name, service);
    this.#url = service.url ?? this.#url;
    void service.ended.then(async () => {
      if (this.#stopping || this.#services.get(name) !== service) return;
      this.deaths.push(name);
      if (!this.#left.delete(name)) await this.startService(name);
    });
  }

  /** Stops a service in good order and starts it again, to die at the failpoint; `leave` it dead, or it comes back. */
  async arm(name: ServiceName, failpoint: string, leave = false): Promise<void> {
    if (leave) this.#left.add(name);
    await this.stopService(name);
    await this.startService(name, failpoint);
  }

  async stopService(name: ServiceName): Promise<void> {
    const service = this.#services.get(name);
    this.#services.delete(name);
    await service?.stop();
  }

  /** Every service's clock goes ahead by this much from now on. */
  advance(milliseconds: number): void {
    this.#aheadMs += milliseconds;
    writeFileSync(this.#clockFile, `+${Math.round(this.#aheadMs / 1000)}s`);
  }

  /** Stops the services, then the servers; the files stay to be looked at. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all([...this.#services.values()].map((service) => service.stop()));
    for (const server of this.servers) await server.stop();
  }

  remove(): void {
    this.discard();
    rmSync(this.directory, { recursive: true, force: true });
  }

  #environment(): Readonly<Record<string, string>> {
    return {
      LETHE_POSTGRES_URL: this.postgresUrl,
      LETHE_NATS_URL: this.natsUrl,
      LETHE_DATA: join(this.directory, 'data'),
      LETHE_MODE: 'test',
      LETHE_CLOCK_FILE: this.#clockFile,
    };
  }
}
