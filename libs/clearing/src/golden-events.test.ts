import { goldenEvents } from '@lethe/journal/golden';
import { clearingEvents } from './clearing.events.ts';

goldenEvents({ of: [clearingEvents], file: new URL('./golden-events.json', import.meta.url) });
