import { runAlone } from '@lethe/service';
import { ticketing } from './ticketing.service.ts';

await runAlone(ticketing);
