import { existsSync, readFileSync } from 'node:fs';
import { ownFile } from './own-folder.ts';

/** Who runs a service, and its own schema in its first database; its keys lie in a second one. */
export const roleOf = (service: string): string => `lethe_${service.replaceAll('-', '_')}`;
/** Who owns both databases and the log, and signs in nowhere. */
export const ownerOf = (service: string): string => `${roleOf(service)}_owner`;
export const databasesOf = (service: string): readonly [log: string, keys: string] => [
  roleOf(service),
  `${roleOf(service)}_keys`,
];

/** Where views are rebuilt, in the first database. */
export const rebuildingSchema = 'rebuilding';

/**
 * URLs of a service's two databases, as its own role where provisioning left its password in the data folder;
 * else as whoever the server's URL names.
 */
export const databaseUrls = (
  server: string,
  data: string,
  service: string,
): Readonly<{ log: string; keys: string }> => {
  const urlOf = (database: string): string => {
    const url = new URL(server);
    url.pathname = `/${database}`;
    const secret = ownFile(data, service, 'password');
    if (existsSync(secret)) {
      url.username = roleOf(service);
      url.password = readFileSync(secret, 'utf8').trim();
    }
    return url.href;
  };
  const [log, keys] = databasesOf(service);
  return { log: urlOf(log), keys: urlOf(keys) };
};
