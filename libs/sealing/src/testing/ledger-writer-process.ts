import { fileLedger } from '../file-ledger.ts';

/** Writes as one of several processes: `path name count`. */
const [path = '', name = '', count = '0'] = process.argv.slice(2);
const ledger = fileLedger(path);
for (let n = 0; n < Number(count); n += 1)
  await ledger.write([
    { kind: 'key-destroyed', service: name, subject: `account:${n}`, at: '2026-11-24T07:00:00.000Z' },
  ]);
