import { runAlone } from '@lethe/service';
import { identity } from './identity.definition.ts';

await runAlone(identity);
