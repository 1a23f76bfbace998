import { createHash } from 'node:crypto';

const namespace = Buffer.from('1b0f6c3e5a0d4a7e9d7f3c2a8e4b6d10', 'hex');

/** UUIDv5 (RFC 9562, 5.5) of the command and the event's index in it: the same bytes when an append is sent again. */
export const eventId = (commandId: string, index: number): string => {
  const digest = createHash('sha1').update(namespace).update(`${commandId}/${index}`).digest().subarray(0, 16);
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  return digest.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
