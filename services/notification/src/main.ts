import { runAlone } from '@lethe/service';
import { notification } from './notification.definition.ts';

await runAlone(notification);
