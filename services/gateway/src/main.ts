import { runAlone } from '@lethe/service';
import { gateway } from './gateway.definition.ts';

await runAlone(gateway);
