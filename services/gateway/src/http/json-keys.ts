/**
 * Where valid JSON names one key of one object twice: the path of the first such key (RFC 8259, 4: what a parser makes of
 * it differs, so two of them read two requests). Keys are compared as they are meant: `"a"` and `"\u0061"` are one.
 */
export const keyGivenTwice = (json: string): readonly (string | number)[] | undefined => {
  const open: Level[] = [];
  const tokens = json.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/g);
  for (const [token] of tokens) {
    const level = open.at(-1);
    if (token === '{') open.push({ keys: new Set(), at: '', awaitsKey: true });
    else if (token === '[') open.push({ keys: undefined, at: 0, awaitsKey: false });
    else if (token === '}' || token === ']') open.pop();
    else if (level === undefined || token === ':') continue;
    else if (token === ',') next(level);
    else if (level.awaitsKey && tookBefore(level, JSON.parse(token) as string)) return open.map(({ at }) => at);
  }
  return undefined;
};

type Level = { readonly keys: Set<string> | undefined; at: string | number; awaitsKey: boolean };

const next = (level: Level): void => {
  level.awaitsKey = level.keys !== undefined;
  if (typeof level.at === 'number') level.at += 1;
};

const tookBefore = (level: Level, key: string): boolean => {
  const before = level.keys?.has(key) === true;
  level.keys?.add(key);
  level.at = key;
  level.awaitsKey = false;
  return before;
};
