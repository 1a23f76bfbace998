import { serviceNames, type ServiceName } from '@lethe/contracts';
import type { DiskName } from './small-disks.ts';
import type { ReplicaName } from './supervisor.ts';
import type { Lines, System } from './system.ts';

/** Something that goes wrong, until somebody mends it. */
export type Fault = Readonly<{
  name: string;
  /** Two faults of one thing are one. */
  of: string;
  begin: (system: System) => void | Promise<void>;
  end: (system: System) => void | Promise<void>;
}>;

/** It comes back by itself. */
export const killed = (replica: ReplicaName): Fault => ({
  name: `kill -9 of ${replica}`,
  of: replica,
  begin: ({ services }) => services.signal(replica, 'SIGKILL'),
  end: ({ services }) => services.serves(replica),
});

export const frozen = (replica: ReplicaName): Fault => ({
  name: `SIGSTOP of ${replica}`,
  of: replica,
  begin: ({ services }) => services.signal(replica, 'SIGSTOP'),
  end: ({ services }) => services.signal(replica, 'SIGCONT'),
});

export const silentLine = (service: ServiceName, server: keyof Lines): Fault => ({
  name: `a silent line from ${service} to ${server}`,
  of: `line from ${service} to ${server}`,
  begin: ({ lines }) => lines.get(service)?.[server].silence(),
  end: ({ lines }) => lines.get(service)?.[server].restore('lost'),
});

export const serverKilled = (server: 'postgres' | 'nats'): Fault => ({
  name: `kill -9 of ${server}`,
  of: server,
  begin: (system) => system[server].kill(),
  end: (system) => system[server].startAgain(),
});

export const natsFrozen: Fault = {
  name: 'SIGSTOP of nats',
  of: 'nats',
  begin: ({ nats }) => nats.freeze(),
  end: ({ nats }) => nats.thaw(),
};

/** Lethe goes on by itself once there is room. A nats-server stores nothing in that stream until it is started again. */
export const fullDisk = (disk: DiskName): Fault => ({
  name: `full disk of ${disk}`,
  of: disk,
  begin: ({ disks }) => disks[disk].fill(),
  end: async ({ disks, nats }) => {
    disks[disk].enlarge();
    if (disk !== 'nats') return;
    await nats.kill();
    await nats.startAgain();
  },
});

export const faultsOfServices: readonly Fault[] = serviceNames.flatMap((name) => [
  killed(name),
  frozen(name),
  silentLine(name, 'postgres'),
  silentLine(name, 'nats'),
]);

export const faultsOfServers: readonly Fault[] = [serverKilled('postgres'), serverKilled('nats'), natsFrozen];
