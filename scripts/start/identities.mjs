import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { supervise } from '../supervised.mjs';
import { Trouble } from '../trouble.mjs';

/**
 * Keys for everybody on the bus, before there is a bus.
 * @returns the file of accounts whose users nats-server lets in
 */
export const provisionIdentities = async ({ program, data }) => {
  const child = spawn(process.execPath, [program, 'provision', 'keys'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, LETHE_DATA: data },
  });
  const how = await supervise(child).ended;
  if (how !== 'exit code 0')
    throw new Trouble(`The keys of the bus could not be made (${how}), see above.`, `Look at ${join(data, 'keys')}.`);
  return join(data, 'keys/nats-accounts.conf');
};
