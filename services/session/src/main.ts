import { runAlone } from '@lethe/service';
import { session } from './session.definition.ts';

await runAlone(session);
