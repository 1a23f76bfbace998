import { onAnotherNats } from './testing/another-nats.suite.ts';

await onAnotherNats(async () => {
  await import('./provisioning/keep-bus.int.test.ts');
  await import('./calls/call.int.test.ts');
});
