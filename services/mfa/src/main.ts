import { runAlone } from '@lethe/service';
import { mfa } from './mfa.service.ts';

await runAlone(mfa);
