import { runAlone } from '@lethe/service';
import { mfa } from './mfa.definition.ts';

await runAlone(mfa);
