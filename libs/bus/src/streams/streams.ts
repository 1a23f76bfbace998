/** How long the server waits for an acknowledgement before it gives a message again. */
export const ackWaitSeconds = 5;
/** Messages of a durable that the server lets out at once. */
export const mostOut = 32;
