import { runAlone } from '@lethe/service';
import { session } from './session.service.ts';

await runAlone(session);
