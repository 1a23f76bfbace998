import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { armFailpoint, failpoint, failpoints } from './failpoint.ts';

const killed = jest.spyOn(process, 'kill').mockReturnValue(true);
const armed = (LETHE_FAILPOINT: string, LETHE_MODE = 'test') => armFailpoint({ LETHE_FAILPOINT, LETHE_MODE });

/** What is armed stays armed in a process: the order of these tests counts. */
describe('A failpoint (L11)', () => {
  afterEach(() => void killed.mockClear());

  it('is passed where none is armed', () => {
    armFailpoint({ LETHE_MODE: 'production' });
    failpoints.forEach(failpoint);
    expect(killed).not.toHaveBeenCalled();
  });

  it('is for tests only, and must be one there is', () => {
    expect(() => armed('saga.before-asking', 'production')).toThrow('for tests only');
    expect(() => armed('saga.before-acking')).toThrow('no failpoint saga.before-acking');
    expect(() => armed('')).toThrow('no failpoint');
  });

  it('kills the process at the pass that was named, and no other point does', () => {
    armed('saga.before-asking:2');
    failpoints.filter((name) => name !== 'saga.before-asking').forEach(failpoint);
    failpoint('saga.before-asking');
    expect(killed).not.toHaveBeenCalled();
    failpoint('saga.before-asking');
    expect(killed.mock.calls).toEqual([[process.pid, 'SIGKILL']]);
  });
});
