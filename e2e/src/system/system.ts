import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { natsServer, type NatsServer } from '@lethe/bus';
import { serviceNames, type ServiceName } from '@lethe/contracts';
import { lineTo, type Line } from '@lethe/testing';
import { provisionIdentities } from '../../../scripts/start/identities.mjs';
import type { World } from '../story/person.ts';
import { oneNats, onePostgres, type Server } from './servers.ts';
import { diskNames, makeSmallDisks, type SmallDisks } from './small-disks.ts';
import { Supervisor, type ProgramName } from './supervisor.ts';

const root = join(import.meta.dirname, '../../..');
const execute = promisify(execFile);

type Bus = Readonly<{ url: string; stop: () => Promise<unknown> }>;

export type SystemOptions = Readonly<{
  /** Of every service. */
  replicas?: 1 | 2;
  /** All of them where it is absent; the gateway is always there. */
  services?: readonly ServiceName[];
  /** Each service reaches its servers over lines of its own, to be disturbed. */
  overLines?: boolean;
  /** What takes room lies on disks that can be filled. Needs the right to mount. */
  onSmallDisks?: boolean;
  /** The bus, where it is not one server, with these accounts. */
  bus?: (accounts: string) => Promise<Bus>;
  settings?: Readonly<Record<string, string>>;
}>;

export type Lines = Readonly<{ postgres: Line; nats: Line }>;

/** Everybody in a test comes from one network. */
const oneNetwork = {
  LETHE_IDENTITY_NETWORK_FAILURES_PER_HOUR: '100000',
  LETHE_IDENTITY_NETWORK_REGISTRATIONS_PER_HOUR: '100000',
} as const;

type Parts = Readonly<{
  directory: string;
  postgres: Server & Readonly<{ discard: () => void }>;
  nats: Bus | Server;
  disks: SmallDisks | undefined;
  settings: Readonly<Record<string, string>>;
}>;

/** The whole system with every service in a process of its own, on a PostgreSQL and a nats-server of its own. */
export class System {
  readonly services: Supervisor;
  readonly lines = new Map<ServiceName, Lines>();
  readonly #parts: Parts;
  readonly #clockFile: string;
  #aheadMs = 0;

  private constructor(parts: Parts) {
    this.#parts = parts;
    this.#clockFile = join(parts.directory, 'clock');
    writeFileSync(this.#clockFile, '+0s');
    const logs = parts.disks?.logs.directory ?? join(parts.directory, 'logs');
    mkdirSync(logs, { recursive: true });
    this.services = new Supervisor(logs, (name) => this.#environmentOf(name));
  }

  static async start(options: SystemOptions = {}): Promise<System> {
    const { replicas = 1, services = serviceNames, overLines = false, onSmallDisks = false, settings = {} } = options;
    const directory = mkdtempSync(join(tmpdir(), 'lethe-e2e-'));
    const data = join(directory, 'data');
    const accounts = await provisionIdentities({ program: join(root, 'cli/dist/lethe.js'), data });
    const postgres = await onePostgres(join(directory, 'postgres'));
    const disks = onSmallDisks ? await makeSmallDisks(postgres) : undefined;
    const at = disks?.nats.directory ?? join(directory, 'nats');
    const nats = options.bus === undefined ? await oneNats(at, accounts) : await options.bus(accounts);
    const system = new System({ directory, postgres, nats, disks, settings });
    try {
      await system.command('provision');
      if (overLines) await system.#drawLines();
      await system.services.startAll(services, replicas);
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

  get directory(): string {
    return this.#parts.directory;
  }

  get postgresUrl(): string {
    return this.#parts.postgres.url;
  }

  get natsUrl(): string {
    return this.#parts.nats.url;
  }

  get postgres(): Server {
    return this.#parts.postgres;
  }

  /** @throws Error where the bus is not one server of its own. */
  get nats(): Server {
    const { nats } = this.#parts;
    if ('kill' in nats) return nats;
    throw new Error('The bus of this system is not one server.');
  }

  /** @throws Error where it was not started on small disks. */
  get disks(): SmallDisks {
    const { disks } = this.#parts;
    if (disks === undefined) throw new Error('This system does not lie on small disks.');
    return disks;
  }

  /** Where people meet it: at the first gateway. */
  get world(): World {
    return this.worldAt('gateway');
  }

  worldAt(gateway: 'gateway' | 'gateway-2'): World {
    return { url: this.services.urlOf(gateway) ?? '', now: () => Date.now() + this.#aheadMs };
  }

  /** Who died by itself, in order. */
  get deaths(): readonly string[] {
    return this.services.deaths;
  }

  /** How somebody reaches the bus, with the key that provisioning made. */
  identityOf(name: string): NatsServer {
    const seed = (): Uint8Array => readFileSync(join(this.directory, 'data/keys', name, 'bus.nkey'));
    return natsServer(name, this.natsUrl, {}, seed);
  }

  /** Runs the command line on this system's data, and gives what it printed. */
  async command(...words: readonly string[]): Promise<string> {
    const { stdout } = await execute(process.execPath, [join(root, 'cli/dist/lethe.js'), ...words], {
      env: { PATH: process.env['PATH'], ...this.#environment() },
    });
    return stdout;
  }

  /** Every service's clock goes ahead by this much from now on. */
  advance(milliseconds: number): void {
    this.#aheadMs += milliseconds;
    writeFileSync(this.#clockFile, `+${Math.round(this.#aheadMs / 1000)}s`);
  }

  /** Stops the services, then the servers; the files stay to be looked at. */
  async stop(): Promise<void> {
    await this.services.stopAll();
    for (const { postgres, nats } of this.lines.values()) await Promise.all([postgres.close(), nats.close()]);
    for (const server of [this.#parts.nats, this.#parts.postgres]) await server.stop();
  }

  remove(): void {
    const { postgres, disks, directory } = this.#parts;
    postgres.discard();
    for (const name of diskNames) disks?.[name].remove();
    rmSync(directory, { recursive: true, force: true });
  }

  #environmentOf(name: ProgramName): Readonly<Record<string, string>> {
    const lines = name === 'provisioner' ? undefined : this.lines.get(name);
    if (lines === undefined) return this.#environment();
    return { ...this.#environment(), LETHE_POSTGRES_URL: lines.postgres.url, LETHE_NATS_URL: lines.nats.url };
  }

  #environment(): Readonly<Record<string, string>> {
    const { directory, disks, settings } = this.#parts;
    return {
      LETHE_POSTGRES_URL: this.postgresUrl,
      LETHE_NATS_URL: this.natsUrl,
      LETHE_DATA: join(directory, 'data'),
      ...(disks === undefined ? {} : { LETHE_LEDGER: join(disks.ledger.directory, 'ledger.jsonl') }),
      LETHE_MODE: 'test',
      LETHE_CLOCK_FILE: this.#clockFile,
      ...oneNetwork,
      ...settings,
    };
  }
}
