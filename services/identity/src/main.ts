import { runAlone } from '@lethe/service';
import { identity } from './identity.service.ts';

await runAlone(identity);
