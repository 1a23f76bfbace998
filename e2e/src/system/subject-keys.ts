import pg from 'pg';

const withKeysOf = async (
  postgresUrl: string,
  table: 'subject_keys' | 'subject_tombstones',
  ofWhom: string,
): Promise<readonly string[]> => {
  const databases = await rowsOf(postgresUrl, 'select datname as name from pg_database where datname like $1', [
    'lethe\\_%\\_keys',
  ]);
  const found = await Promise.all(
    databases.map(async ({ name }) => {
      const url = new URL(postgresUrl);
      url.pathname = `/${name ?? ''}`;
      const rows = await rowsOf(url.href, `select subject as name from ${table} where subject like $1`, [`${ofWhom}%`]);
      const service = (name ?? '').replace(/^lethe_|_keys$/g, '').replaceAll('_', '-');
      return rows.map((row) => `${service} ${(row.name ?? '').replace(/:[^/]+/, '')}`);
    }),
  );
  return found.flat().toSorted();
};

const rowsOf = async (url: string, query: string, values: readonly string[]) => {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<{ name?: string }>(query, [...values])).rows;
  } finally {
    await client.end();
  }
};

/** Keys that still exist for the account, as `service subject`. */
export const keysOf = (postgresUrl: string, accountId: string): Promise<readonly string[]> =>
  withKeysOf(postgresUrl, 'subject_keys', `account:${accountId}`);

/** Keys of the account that are destroyed for good. */
export const tombstonesOf = (postgresUrl: string, accountId: string): Promise<readonly string[]> =>
  withKeysOf(postgresUrl, 'subject_tombstones', `account:${accountId}`);

/** Whether the key of a workspace exists still, and whether it is destroyed for good. */
export const keyOfWorkspace = async (postgresUrl: string, workspaceId: string) => {
  const subject = `workspace:${workspaceId}`;
  return {
    exists: (await withKeysOf(postgresUrl, 'subject_keys', subject)).length > 0,
    destroyed: (await withKeysOf(postgresUrl, 'subject_tombstones', subject)).length > 0,
  };
};
