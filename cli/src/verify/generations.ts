import { standingOf } from '../keys.ts';
import { serviceNames } from '../services.ts';
import type { Finding } from './finding.ts';

/** Read from each keys database: a service that does not run does not say so itself (K1). */
export const checkGenerations = async (): Promise<readonly Finding[]> =>
  Promise.all(
    serviceNames.map(async (service) => ({
      service,
      rule: 'what was destroyed is gone when it was promised',
      found: (await standingOf(service)).flatMap(({ number, goneBy, overdue }) =>
        overdue ? [`generation ${number} of its keys should be retired since ${goneBy}`] : [],
      ),
    })),
  );
