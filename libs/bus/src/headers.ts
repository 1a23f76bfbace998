import type { MsgHdrs } from '@nats-io/transport-node';

/** Headers of calls and events. Names are part of the contract with subscribers. */
export const proofHeader = 'lethe-proof';
export const keyHeader = 'lethe-key';
/** Different for each request, a repeated one too. */
export const nonceHeader = 'lethe-nonce';
export const browserHeader = 'lethe-browser';
export const deadlineHeader = 'lethe-deadline';
export const correlationHeader = 'Lethe-Correlation';
/** Changes when the publisher's log was restored; positions of different epochs cannot be compared. */
export const epochHeader = 'Lethe-Epoch';
/** Position of the stored event in its publisher's log. */
export const positionHeader = 'Lethe-Position';
/** Which of the public events of that stored event it is, from 0. */
export const indexHeader = 'Lethe-Index';
/** On a message that goes out late: the position up to which its publisher's log was published before it. */
export const reachedHeader = 'Lethe-Reached';
/** By what its publisher knows the message again. Nobody else can check it: it says nothing to a subscriber. */
export const macHeader = 'Lethe-Mac';

/**
 * Reads headers that anybody may have written: the client throws where one is malformed, and then there is none.
 * @returns undefined also for an empty one.
 */
export const readingHeaders =
  (headers: () => MsgHdrs | undefined) =>
  (name: string): string | undefined => {
    try {
      return headers()?.get(name) || undefined;
    } catch {
      return undefined;
    }
  };
