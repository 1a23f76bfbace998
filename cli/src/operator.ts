import { Logger } from '@nestjs/common';
import { keyringOf, NatsCalls, operatorName } from '@lethe/bus';
import type { Log } from '@lethe/running';
import { clockOf, natsOf, readKey, readPublicKeys } from '@lethe/service';
import { environmentHere } from './environment.ts';

const nothing = (): void => undefined;
const forPeople: Log = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: (_facts, text) => process.stderr.write(`${text}\n`),
};

/** Calls made by whoever has the operator's key: somebody on the machine, or with access to its secrets. */
export const openCallsAsOperator = async (): Promise<Readonly<{ calls: NatsCalls; close: () => Promise<void> }>> => {
  const environment = environmentHere();
  const { LETHE_DATA: data = '.lethe', LETHE_NATS_URL } = environment;
  if (LETHE_NATS_URL === undefined)
    throw new Error('Nothing runs here. Start it with `npm start`, or set LETHE_NATS_URL and LETHE_DATA.');
  const clock = clockOf(environment as Parameters<typeof clockOf>[0]);
  const keyring = await keyringOf({
    name: operatorName,
    own: readKey(data, operatorName),
    known: readPublicKeys(data),
    clock,
  });
  const calls = new NatsCalls({
    nats: natsOf(operatorName, { ...environment, LETHE_NATS_URL }),
    keyring,
    clock,
    log: forPeople,
  });
  Logger.overrideLogger(false); // what a command prints is for people
  await calls.connect();
  return { calls, close: () => calls.close() };
};
