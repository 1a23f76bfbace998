import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AcknowledgeClearing, ReadClearing } from '@lethe/contracts';
import { surroundings, type Surroundings } from '../testing/running.ts';

describe('A participant of another team (EVT-5)', () => {
  let world: Surroundings;
  let replica: Awaited<ReturnType<Surroundings['start']>>;
  beforeAll(async () => {
    world = await surroundings();
    replica = await world.start();
  }, 60_000);
  afterAll(async () => {
    await replica.stop();
    await world.stop();
  });

  it('is known while it is let in, and its word counts nothing while no cancellation asks it', async () => {
    await world.letIn({ name: 'archive', kind: 'participant', contexts: [] });
    const archive = await world.callsOf('archive', 'ticketing');
    const of = { accountId: randomUUID(), cancellationId: randomUUID() };
    const at = world.clock();
    const reading = () => archive.ask(ReadClearing, { ...of, finalAt: at, releasedAt: at });
    const evidence = { categories: { files: 1 }, clearedAt: at, keyDestroyedAt: at };
    await expect(reading()).rejects.toMatchObject({ fault: 'forbidden' });
    await expect(archive.ask(AcknowledgeClearing, { ...of, evidence })).rejects.toMatchObject({ fault: 'forbidden' });
    await world.letIn({ name: 'archive', kind: 'subscriber', contexts: ['cancellation'] });
    await expect(reading()).rejects.toMatchObject({ fault: 'unauthenticated' });
  });
});
