import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Explained } from '@lethe/running';
import type pg from 'pg';
import { databasesOf, ownerOf, roleOf } from './databases.ts';
import { gatherOwnFiles, ownFile } from './own-folder.ts';
import { writeOnce } from './write-privately.ts';

const notAllowed = '42501';

/**
 * The two roles of a service: one owns and signs in nowhere, the other runs the service and owns its read models only.
 * Whoever may not make roles finds them made (docs/operating.md).
 */
export const provisionRoles = async (admin: pg.Client, data: string, service: string): Promise<void> => {
  gatherOwnFiles(data, service);
  await makeRole(admin, ownerOf(service), 'nologin');
  await makeRole(admin, roleOf(service), 'login');
  await setPassword(admin, roleOf(service), passwordIn(ownFile(data, service, 'password')));
};

const makeRole = async (admin: pg.Client, role: string, may: 'login' | 'nologin'): Promise<void> => {
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [role]);
  if (rowCount === 0) await admin.query(`create role ${role} ${may}`);
  const { rows } = await admin.query<{ acts: boolean }>(`select pg_has_role($1, 'usage') as acts`, [role]);
  // Who made a role without being a superuser may give it to others, and to himself, but is not in it.
  if (rows[0]?.acts !== true) await admin.query(`grant ${role} to current_user`);
};

const passwordIn = (file: string): string => {
  writeOnce(file, randomBytes(24).toString('base64url'));
  return readFileSync(file, 'utf8').trim();
};

/** Where it may not be set, whoever made the role has set it: from here on the service finds out. */
const setPassword = async (admin: pg.Client, role: string, password: string): Promise<void> => {
  try {
    await admin.query(`alter role ${role} password ${admin.escapeLiteral(password)}`);
  } catch (error) {
    if ((error as pg.DatabaseError).code !== notAllowed) throw error;
  }
};

/**
 * The service's own schema is where the role that runs it looks first, and makes tables.
 * @throws Explained where that must be set by somebody else.
 */
export const lookAtOwnSchemaFirst = async (admin: pg.Client, service: string): Promise<void> => {
  const [database] = databasesOf(service);
  const role = roleOf(service);
  const { rowCount } = await admin.query(
    `select from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase join pg_roles r on r.oid = s.setrole
     where d.datname = $1 and r.rolname = $2 and $3 = any(s.setconfig)`,
    [database, role, `search_path=${role}, public`],
  );
  if (rowCount !== 0) return;
  const statement = `alter role ${role} in database ${database} set search_path = ${role}, public`;
  await admin.query(statement).catch((cause: unknown) => {
    throw new Explained(`Have somebody who may change roles do this, then provision again: ${statement}`, { cause });
  });
};
