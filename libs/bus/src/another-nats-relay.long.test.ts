import { onAnotherNats } from './testing/another-nats.suite.ts';

await onAnotherNats(async () => {
  await import('./relaying/relay.int.test.ts');
  await import('./relaying/forged-messages.int.test.ts');
});
