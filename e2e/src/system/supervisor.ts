import { join } from 'node:path';
import type { ServiceName } from '@lethe/contracts';
import { startServiceProcess, type ServiceProcess } from './service-process.ts';

/** A service, or what keeps the bus as they need it. */
export type ProgramName = ServiceName | 'provisioner';
/** The first replica of a service is called like it. */
export type ReplicaName = ProgramName | `${ServiceName}-2`;

type Environment = Readonly<Record<string, string>>;

const serviceOf = (replica: ReplicaName): ProgramName => replica.replace(/-2$/, '') as ProgramName;

/** Keeps every replica of every service running, each in a process of its own, as Kubernetes would. */
export class Supervisor {
  readonly #running = new Map<ReplicaName, ServiceProcess>();
  readonly #urls = new Map<ReplicaName, string>();
  /** Who shall stay dead at the next end. */
  readonly #left = new Set<ReplicaName>();
  #stopping = false;
  /** Who died by itself or by a signal, in order. */
  readonly deaths: ReplicaName[] = [];

  constructor(
    private readonly logs: string,
    private readonly environmentOf: (service: ProgramName) => Environment,
  ) {}

  async startAll(services: readonly ServiceName[], replicas: 1 | 2): Promise<void> {
    await this.start('provisioner');
    await Promise.all(services.filter((name) => name !== 'gateway').map((name) => this.start(name)));
    await this.start('gateway');
    if (replicas === 2) for (const name of services) await this.start(`${name}-2`);
  }

  /** Of a gateway, where it listens; the same after each start. */
  urlOf(replica: ReplicaName): string | undefined {
    return this.#urls.get(replica);
  }

  /** Resolves once it serves. Whenever it dies by itself it is started again, without the failpoint. */
  async start(replica: ReplicaName, failpoint?: string): Promise<void> {
    const name = serviceOf(replica);
    const environment = {
      ...this.environmentOf(name),
      LETHE_HTTP_PORT: new URL(this.#urls.get(replica) ?? 'http://127.0.0.1:0').port || '0',
      ...(failpoint === undefined ? {} : { LETHE_FAILPOINT: failpoint }),
    };
    const service = startServiceProcess(name, environment, join(this.logs, `${replica}.log`));
    this.#running.set(replica, service);
    void service.ended.then(() => this.#startAgain(replica, service));
    const { url } = await service.ready;
    if (url !== undefined) this.#urls.set(replica, url);
  }

  async #startAgain(replica: ReplicaName, ended: ServiceProcess): Promise<void> {
    if (this.#stopping || this.#running.get(replica) !== ended) return;
    this.deaths.push(replica);
    // One that does not start ends, and so comes back here.
    if (!this.#left.delete(replica)) await this.start(replica).catch(() => undefined);
  }

  /** Stops it in good order and starts it again, to die at the failpoint; `leave` it dead, or it comes back. */
  async arm(replica: ReplicaName, failpoint: string, leave = false): Promise<void> {
    if (leave) this.#left.add(replica);
    await this.stop(replica);
    await this.start(replica, failpoint);
  }

  /** To kill it, to freeze it, to let it go on. */
  signal(replica: ReplicaName, signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    this.#running.get(replica)?.kill(signal);
  }

  /** Resolves once it serves, however often it was started again. */
  async serves(replica: ReplicaName): Promise<void> {
    for (;;) {
      const service = this.#running.get(replica);
      await service?.ready.catch(() => undefined);
      if (service === this.#running.get(replica)) return;
    }
  }

  async stop(replica: ReplicaName): Promise<void> {
    const service = this.#running.get(replica);
    this.#running.delete(replica);
    await service?.stop();
  }

  async stopAll(): Promise<void> {
    this.#stopping = true;
    const services = [...this.#running.values()];
    for (const service of services) service.kill('SIGCONT');
    await Promise.all(services.map((service) => service.stop()));
  }
}
