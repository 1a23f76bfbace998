import { onAnotherNats } from './testing/another-nats.suite.ts';

await onAnotherNats(async () => {
  await import('./consuming/consumer.int.test.ts');
  await import('./consuming/set-aside.int.test.ts');
});
