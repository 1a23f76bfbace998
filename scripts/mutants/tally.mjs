const percent = (part, whole) => (whole === 0 ? 100 : Math.floor((1_000 * part) / whole) / 10);

const isSame = (one, other) => ['file', 'code', 'was', 'became'].every((field) => one[field] === other[field]);

const lineOf = ({ file, line, was, became, code }) => `${file}:${line}  ${was} → ${became}   in: ${code}`;

/**
 * What came of the mutants that were tried.
 * @param outcomes of those tried, each with `survived`
 * @param listed survivors with their reason
 * @returns lines to print, and whether it is good: 90 % killed, and each survivor listed
 */
export const tallyOf = (outcomes, listed) => {
  const survivors = outcomes.filter(({ survived }) => survived);
  const unlisted = survivors.filter((survivor) => !listed.some((entry) => isSame(entry, survivor)));
  const killedAfterAll = listed.filter((entry) => outcomes.some((one) => !one.survived && isSame(one, entry)));
  const files = Object.entries(Object.groupBy(outcomes, ({ file }) => file));
  const killed = outcomes.length - survivors.length;
  const lines = [
    ...files.map(([file, all]) => {
      const dead = all.filter(({ survived }) => !survived).length;
      return `${String(percent(dead, all.length)).padStart(5)} %  ${dead}/${all.length}  ${file}`;
    }),
    ...unlisted.map((survivor) => `survived, and is not listed: ${lineOf(survivor)}`),
    ...killedAfterAll.map((entry) => `is listed, and was killed: ${entry.file}  ${entry.was} → ${entry.became}`),
    `${killed} of ${outcomes.length} mutants killed: ${percent(killed, outcomes.length)} %; ${survivors.length} survived, ${unlisted.length} of them not listed.`,
  ];
  return {
    lines,
    good: percent(killed, outcomes.length) >= 90 && unlisted.length === 0 && killedAfterAll.length === 0,
  };
};
