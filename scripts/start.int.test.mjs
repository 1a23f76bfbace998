import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { connect } from '@nats-io/transport-node';
import pg from 'pg';
import { freePort } from './ports.mjs';
import { isGone } from './running.mjs';
import { serversIn, startIn, toldTo } from './start/start-in.mjs';

const query = async (url, statement) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows;
};

const withPassword = (url, password) => Object.assign(new URL(url), { password }).href;

describe('npm start (RUN-1, EVT-5)', () => {
  let data, port, started;

  const start = (environment) => {
    const lethe = startIn(data, port, environment);
    started.push(lethe);
    return lethe;
  };

  const everythingGone = async (servers, services) => {
    const gone = [isGone(servers.postgres, 'postgres', 10_000), isGone(servers.nats, 'nats-server', 10_000)];
    expect(await Promise.all([...gone, isGone(services, 'stand-in', 10_000)])).toEqual([true, true, true]);
  };

  beforeEach(async () => {
    data = mkdtempSync(join(tmpdir(), 'lethe-start-'));
    port = await freePort();
    started = [];
  });

  afterEach(async () => {
    for (const { child, ended } of started) {
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(data, { recursive: true });
  });

  it('tells the services everything, lets in nobody else, and refuses a second start in the same folder', async () => {
    const lethe = start();
    await lethe.ready;
    const told = await toldTo(port);
    expect(told).toMatchObject({
      LETHE_PUBLIC_URL: `http://localhost:${port}`,
      LETHE_POSTGRES_URL: expect.stringMatching(/^postgres:\/\/lethe:[\w-]{32}@127\.0\.0\.1:\d+\/postgres$/),
      LETHE_NATS_URL: expect.stringMatching(/^nats:\/\/127\.0\.0\.1:\d+$/),
      LETHE_DATA: data,
      LETHE_MODE: 'development',
      args: ['run', 'all'],
    });
    expect(lethe.said()).toContain(`Ready after`);
    expect(lethe.said()).toContain(`http://localhost:${port}/dev/mailbox`);
    await expect(query(withPassword(told.LETHE_POSTGRES_URL, 'guessed'), 'SELECT 1')).rejects.toThrow('password');
    await expect(connect({ servers: told.LETHE_NATS_URL })).rejects.toThrow('Authorization Violation');

    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain(`Lethe already runs here (pid ${lethe.child.pid}).`);
    expect(readFileSync(join(data, 'lock'), 'utf8')).toBe(String(lethe.child.pid));
    expect(await toldTo(port)).toEqual(told);
  });

  it('stops in order on Ctrl-C, and keeps data and the port of PostgreSQL over a restart', async () => {
    const first = start();
    await first.ready;
    const before = await toldTo(port);
    const servers = serversIn(data);
    await query(before.LETHE_POSTGRES_URL, "CREATE TABLE kept AS SELECT 'still here' AS word");
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
    const stopped = [...first.said().matchAll(/stopped (.+)/g)].map(([, name]) => name);
    expect(stopped[0]).toBe('the services');
    expect(stopped.slice(1).toSorted()).toEqual(['NATS', 'PostgreSQL']);
    await everythingGone(servers, before.pid);

    await start().ready;
    const after = await toldTo(port);
    expect(after.LETHE_POSTGRES_URL).toBe(before.LETHE_POSTGRES_URL);
    expect(await query(after.LETHE_POSTGRES_URL, 'SELECT word FROM kept')).toEqual([{ word: 'still here' }]);
  });

  it('leaves no orphan when it is killed, and starts again at once with the data', async () => {
    const killed = start();
    await killed.ready;
    const { pid, LETHE_POSTGRES_URL } = await toldTo(port);
    const servers = serversIn(data);
    await query(LETHE_POSTGRES_URL, "CREATE TABLE kept AS SELECT 'still here' AS word");
    killed.child.kill('SIGKILL');
    await killed.ended;
    await isGone(pid, 'stand-in', 10_000); // it holds the port
    await start().ready;
    await everythingGone(servers, pid);
    expect(await query(LETHE_POSTGRES_URL, 'SELECT word FROM kept')).toEqual([{ word: 'still here' }]);
  });

  it('says which port is in use, and how to take another', async () => {
    const other = createServer();
    await new Promise((listening) => {
      other.listen(port, '127.0.0.1', listening);
    });
    const refused = start();
    expect(await refused.ended).toBe(1);
    expect(refused.said()).toContain(`Port ${port} cannot be used`);
    expect(refused.said()).toContain(`LETHE_HTTP_PORT=${port + 1} npm start`);
    other.close();
  });

  it('takes over the lock of a process that is gone, or is another program by now', async () => {
    writeFileSync(join(data, 'lock'), String(process.pid));
    const lethe = start();
    await lethe.ready;
    expect(readFileSync(join(data, 'lock'), 'utf8')).toBe(String(lethe.child.pid));
    lethe.child.kill('SIGTERM');
    await lethe.ended;
    expect(existsSync(join(data, 'lock'))).toBe(false);
  });

  it('stops everything and names the log when a server dies', async () => {
    const lethe = start();
    await lethe.ready;
    const { pid } = await toldTo(port);
    const servers = serversIn(data);
    process.kill(servers.nats, 'SIGKILL');
    expect(await lethe.ended).toBe(1);
    expect(lethe.said()).toContain(`NATS ended (SIGKILL); its log is ${join(data, 'nats/log')}`);
    await everythingGone(servers, pid);
  });

  it('shows the end of their log when the services do not start', async () => {
    const lethe = start({ LETHE_TEST_CLI: join(data, 'missing.mjs') });
    expect(await lethe.ended).toBe(1);
    expect(lethe.said()).toContain('The services did not start (exit code 1)');
    expect(lethe.said()).toContain('Cannot find module');
  });

  it('refuses the data of a newer build, or of another one, with the remedy, and changes nothing', async () => {
    const events = ['AccountRegistered v1', 'AccountRegistered v99', 'AccountTeleported v1'];
    writeFileSync(join(data, 'events.json'), JSON.stringify(events));
    const lethe = start();
    expect(await lethe.ended).toBe(1);
    expect(lethe.said()).toContain('this one cannot read AccountRegistered v99, AccountTeleported v1.');
    expect(lethe.said()).toContain('Go on with that build, or start on other data');
    expect(readdirSync(data)).toEqual(['events.json']);
    expect(JSON.parse(readFileSync(join(data, 'events.json'), 'utf8'))).toEqual(events);
  });

  it('refuses data of which nobody knows who made them, with the remedy', async () => {
    writeFileSync(join(data, 'events.json'), '["AccountRegis');
    const lethe = start();
    expect(await lethe.ended).toBe(1);
    expect(lethe.said()).toContain('events.json cannot be read');
    expect(lethe.said()).toContain('Put it back, or start on other data');
  });

  it('takes the data of an older build, and notes what it may write to them itself', async () => {
    writeFileSync(join(data, 'events.json'), '["AccountRegistered v1"]');
    await start().ready;
    const noted = JSON.parse(readFileSync(join(data, 'events.json'), 'utf8'));
    expect(noted).toEqual(expect.arrayContaining(['AccountRegistered v1', 'SessionOpened v1', 'TicketSubmitted v1']));
  });

  it('refuses the data of another PostgreSQL, with the remedy', async () => {
    const first = start();
    await first.ready;
    first.child.kill('SIGTERM');
    await first.ended;
    const refuge = join(data, 'postgres/refuge');
    const cluster = existsSync(refuge) ? readFileSync(refuge, 'utf8') : join(data, 'postgres');
    writeFileSync(join(cluster, 'data/PG_VERSION'), '9\n');
    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain('holds data of PostgreSQL 9,');
    expect(second.said()).toContain('pg_dumpall');
  });

  it('says so when the nats-server it was given is none', async () => {
    const lethe = start({ LETHE_NATS_SERVER: join(data, 'missing') });
    expect(await lethe.ended).toBe(1);
    expect(lethe.said()).toContain(`LETHE_NATS_SERVER names ${join(data, 'missing')}`);
    expect(lethe.said()).toContain('unset it');
  });
});
