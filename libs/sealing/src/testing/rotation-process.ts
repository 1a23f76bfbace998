import { Pool } from 'pg';
import { fileMasterKey } from '../file-master-key.ts';
import { rotateWrappingKey } from '../rotate-wrapping-key.ts';

/** Rotates without an end, to be killed at any moment: `databaseUrl masterKeyFile service`. Says each time it is through. */
const [url = '', path = '', service = ''] = process.argv.slice(2);
const pool = new Pool({ connectionString: url, max: 2 });
const master = await fileMasterKey({ path });
for (;;) {
  const { newest } = await rotateWrappingKey({ pool, master, service });
  process.stdout.write(`${newest}\n`);
}
