import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serviceNames, type ServiceName } from '@lethe/contracts';
import { lineTo, type Line } from '@lethe/testing';
import { findNats, startNats } from '../../../scripts/nats.mjs';
import { startPostgres } from '../../../scripts/postgres.mjs';
import type { World } from '../story/person.ts';
import { startServiceProcess, type ServiceProcess } from './service-process.ts';

const root = join(import.meta.dirname, '../../..');
const execute = promisify(execFile);

type Bus = Readonly<{ url: string; stop: () => Promise<unknown> }>;

export type SystemOptions = Readonly<{
  /** Of every service. */
  replicas?: 1 | 2;
  /** Each service reaches its servers over lines of its own, to be disturbed. */
  overLines?: boolean;
  /** The bus, where it is not one server. */
  bus?: Bus;
  settings?: Readonly<Record<string, string>>;
}>;

export type Lines = Readonly<{ postgres: Line; nats: Line }>;

/** The whole system with every service in a process of its own, on a PostgreSQL and a nats-server of its own. */
export class System {
  readonly #services = new Map<ServiceName, ServiceProcess>();
  readonly #clockFile: string;
  readonly #secondReplicas: ServiceProcess[] = [];
  readonly deaths: ServiceName[] = [];
  readonly lines = new Map<ServiceName, Lines>();
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
    private readonly settings: Readonly<Record<string, string>>,
  ) {
    this.#clockFile = join(directory, 'clock');
    writeFileSync(this.#clockFile, '+0s');
  }

  static async start(options: SystemOptions = {}): Promise<System> {
    const { replicas = 1, overLines = false, settings = {} } = options;
    const directory = mkdtempSync(join(tmpdir(), 'lethe-e2e-'));
    const postgres = await startPostgres({ directory: join(directory, 'postgres'), durable: false });
    const bus = options.bus ?? (await oneNats(directory));
    const system = new System(directory, postgres.url, bus.url, [bus, postgres], postgres.discard, settings);
    try {
      await system.command('provision');
      if (overLines) await system.#drawLines();
      await Promise.all(serviceNames.filter((name) => name !== 'gateway').map((name) => system.startService(name)));
      await system.startService('gateway');
      if (replicas === 2) for (const name of serviceNames) await system.#startSecond(name);
      return system;
    } catch (error) {
      await system.stop();
      throw error;
    }
  }

  async #drawLines(): Promise<void> {
    for (const name of serviceNames)
      this.lines.set(name, { postgres: await lineTo(this.postgresUrl), nats: await lineTo(this.natsUrl) });
  }

  async #startSecond(name: ServiceName): Promise<void> {
    const environment = { ...this.#environmentOf(name), LETHE_HTTP_PORT: '0' };
    this.#secondReplicas.push(await startServiceProcess(name, environment, join(this.directory, `${name}-2.log`)));
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
      ...this.#environmentOf(name),
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
    await Promise.all([...this.#services.values(), ...this.#secondReplicas].map((service) => service.stop()));
    for (const { postgres, nats } of this.lines.values()) await Promise.all([postgres.close(), nats.close()]);
    for (const server of this.servers) await server.stop();
  }

  remove(): void {
    this.discard();
    rmSync(this.directory, { recursive: true, force: true });
  }

  #environmentOf(name: ServiceName): Readonly<Record<string, string>> {
    const lines = this.lines.get(name);
    if (lines === undefined) return this.#environment();
    return { ...this.#environment(), LETHE_POSTGRES_URL: lines.postgres.url, LETHE_NATS_URL: lines.nats.url };
  }

  #environment(): Readonly<Record<string, string>> {
    return {
      LETHE_POSTGRES_URL: this.postgresUrl,
      LETHE_NATS_URL: this.natsUrl,
      LETHE_DATA: join(this.directory, 'data'),
      LETHE_MODE: 'test',
      LETHE_CLOCK_FILE: this.#clockFile,
      ...this.settings,
    };
  }
}

const oneNats = async (directory: string): Promise<Bus> =>
  startNats({ binary: await findNats(join(root, '.lethe/cache')), directory: join(directory, 'nats') });
