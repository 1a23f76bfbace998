import { provisionDatabases } from '../provision-databases.ts';
import { provisionKeys } from '../provision-keys.ts';

/** Provisions as `lethe provision` does, to be killed at any moment: `serverUrl data service…`. */
const [server = '', data = '', ...services] = process.argv.slice(2);
await provisionKeys(data, services);
await provisionDatabases(server, data, services);
