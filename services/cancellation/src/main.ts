import { runAlone } from '@lethe/service';
import { cancellation } from './cancellation.definition.ts';

await runAlone(cancellation);
