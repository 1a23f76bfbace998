import { eventStoreContract, snapshotsContract } from './event-store.contract.ts';
import { inMemorySnapshots } from './in-memory-snapshots.ts';
import { inMemoryEventStore } from './in-memory.ts';

eventStoreContract('in memory', async () => inMemoryEventStore());
snapshotsContract('in memory', async () => inMemorySnapshots());
