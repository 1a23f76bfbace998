import { given } from './given.ts';

/** The nats-server of this run, shared by all test files: give streams, queues and subjects a name of your own. */
export const natsUrl = (): string => given('LETHE_TEST_NATS');
