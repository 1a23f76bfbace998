import { describe, expect, it } from '@jest/globals';
import { refuse, type Decision, type Message, type Refusal } from './decider.ts';
import { afterAll, specify } from './specify.ts';

type Counted = Message<'Counted', { to: number }>;
type CountOn = Message<'CountOn', { by: number }>;

const counter = { initial: 0, evolve: (_count: number, { data }: Counted) => data.to };
const countOn = ({ data: { by } }: CountOn, count: number): Decision<Counted, Refusal<'backwards'>> => {
  if (by < 0) return refuse('backwards');
  return by === 0 ? [] : [{ type: 'Counted', data: { to: count + by } }];
};

const given = specify(counter, { countOn });
const counted = (to: number): Counted => ({ type: 'Counted', data: { to } });
const by = (number: number): CountOn => ({ type: 'CountOn', data: { by: number } });

describe('Given, when, then (D3)', () => {
  it('runs the function that handlers call, on what the events come to', () => {
    given().when(by(1)).then(counted(1));
    given(counted(1), counted(5)).when(by(2)).then(counted(7));
    given(counted(1)).when(by(0)).nothing();
    given(counted(1)).when(by(-1)).refused('backwards', {});
    expect(given(counted(3)).state()).toBe(3);
  });

  it('fails where something else comes of it', () => {
    expect(() => given().when(by(1)).then(counted(2))).toThrow('toStrictEqual');
    expect(() => given().when(by(1)).nothing()).toThrow('toStrictEqual');
    expect(() => given().when(by(1)).refused('backwards')).toThrow('toStrictEqual');
  });

  it('fails where no function decides about the command', () => {
    const other = { type: 'CountDown', data: { by: 1 } } as unknown as CountOn;
    expect(() => given().when(other)).toThrow('Nothing here decides about CountDown.');
  });

  it('freezes the history and the command: whoever changes them fails', () => {
    const changing = specify(counter, {
      countOn: ({ data }: CountOn, count: number): readonly Counted[] => {
        (data as { by: number }).by = count;
        return [];
      },
    });
    expect(() => changing().when(by(1))).toThrow('read only');
  });

  it('takes texts, nothing and bytes for what they are (L11)', () => {
    type Kept = Message<'Kept', { text: string; nothing: null; bytes: Uint8Array }>;
    type Keep = Message<'Keep', Kept['data']>;
    const keep = ({ data }: Keep): readonly Kept[] => [{ type: 'Kept', data }];
    const keeping = specify(
      { initial: 0, evolve: (count: number, { data }: Kept) => count + data.bytes.length },
      { keep },
    );
    const data = { text: 'a text', nothing: null, bytes: Uint8Array.of(1) };
    keeping({ type: 'Kept', data }).when({ type: 'Keep', data }).then({ type: 'Kept', data });
  });
});

describe('Commands that come one after another', () => {
  it('lead to a state; one that is refused changes nothing', () => {
    expect(afterAll(counter, countOn, [by(1), by(-5), by(2)], [counted(10)])).toBe(13);
  });
});
