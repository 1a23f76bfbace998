import { runAlone } from '@lethe/service';
import { cancellation } from './cancellation.service.ts';

await runAlone(cancellation);
