import { describe, expect, it } from '@jest/globals';
import { refuse } from '@lethe/deciding';
import { onNewestRevisions, outdated, RevisionsBehind } from './on-newest-revisions.ts';

describe('What is decided on the newest revisions (SES-3)', () => {
  const answering = async (...answers: readonly object[]) => {
    let asked = 0;
    const answer = await onNewestRevisions(async (attempt) => {
      asked += 1;
      expect(attempt).toBe(asked);
      return answers[attempt - 1] ?? {};
    });
    return { answer, asked };
  };

  it('is asked anew where something changed meanwhile', async () => {
    expect(await answering(outdated, { token: 't' })).toEqual({ answer: { token: 't' }, asked: 2 });
  });

  it('is asked once where nothing did, also where the answer is no', async () => {
    expect(await answering({ token: 't' })).toEqual({ answer: { token: 't' }, asked: 1 });
    expect(await answering(refuse('credentials-wrong'))).toMatchObject({ asked: 1 });
  });

  it('is given up after three times: whoever asks may ask again', async () => {
    await expect(answering(outdated, outdated, outdated)).rejects.toThrow(RevisionsBehind);
  });
});
