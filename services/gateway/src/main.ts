import { runAlone } from '@lethe/service';
import { gateway } from './gateway.service.ts';

await runAlone(gateway);
