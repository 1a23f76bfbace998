import { runAlone } from '@lethe/service';
import { ticketing } from './ticketing.definition.ts';

await runAlone(ticketing);
