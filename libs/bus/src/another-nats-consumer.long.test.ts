import { describe, expect, it } from '@jest/globals';
import { useAnotherNats } from './testing/another-nats.ts';

const version = await useAnotherNats();
if (version !== undefined) {
  await import('./consuming/consumer.int.test.ts');
  await import('./consuming/set-aside.int.test.ts');
}

const describeWhere = (possible: boolean) => (possible ? describe : describe.skip);

describeWhere(version !== undefined)(
  'The bus on another nats-server (B7) [SKIPPED without one: LETHE_NATS_SERVER]',
  () => {
    it(`is tried by the tests above, on nats-server ${version ?? 'of another version'}`, () => {
      expect(version).toMatch(/^2\.\d+\.\d+$/);
    });
  },
);
