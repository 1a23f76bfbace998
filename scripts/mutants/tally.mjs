import { outcomes, untried } from './try-all.mjs';

const percent = (part, whole) => (whole === 0 ? 100 : Math.floor((1_000 * part) / whole) / 10);

const isSame = (one, other) => ['file', 'code', 'was', 'became'].every((field) => one[field] === other[field]);

const lineOf = ({ file, line, was, became, code }) => `${file}:${line}  ${was} → ${became}   in: ${code}`;

const packageOf = ({ file }) => file.split('/').slice(0, 2).join('/');

/** One line of the table: those that were tried, and those that are still to be. */
const countsOf = (mutants) => {
  const count = (...these) => mutants.filter(({ outcome }) => these.includes(outcome)).length;
  const killed = count(outcomes.killed, outcomes.byTime);
  const survived = count(outcomes.survived);
  return {
    killed,
    survived,
    tried: killed + survived,
    byTime: count(outcomes.byTime),
    needServers: count(untried.needsServers),
    left: count(untried.left),
  };
};

const said = ({ killed, tried, byTime, survived, needServers, left }) =>
  [
    `${killed} of ${tried} killed: ${percent(killed, tried)} %`,
    byTime > 0 ? `${byTime} of them by time` : [],
    `${survived} survived`,
    needServers > 0 ? `${needServers} need --int` : [],
    left > 0 ? `${left} not tried` : [],
  ]
    .flat()
    .join(', ');

/**
 * What came of the mutants.
 * @param mutants each with its `outcome`
 * @param listed survivors with their reason
 * @returns lines to print; whether it is good: 90 % of those tried are killed, and each survivor is listed; whether all
 *   that were meant were tried
 */
export const tallyOf = (mutants, listed) => {
  const survivors = mutants.filter(({ outcome }) => outcome === outcomes.survived);
  const unlisted = survivors.filter((survivor) => !listed.some((entry) => isSame(entry, survivor)));
  const dead = mutants.filter(({ outcome }) => [outcomes.killed, outcomes.byTime].includes(outcome));
  const killedAfterAll = listed.filter((entry) => dead.some((one) => isSame(one, entry)));
  const packages = Object.entries(Object.groupBy(mutants, packageOf));
  const all = countsOf(mutants);
  return {
    lines: [
      ...unlisted.map((survivor) => `survived, and is not listed: ${lineOf(survivor)}`),
      ...killedAfterAll.map((entry) => `is listed, and was killed: ${entry.file}  ${entry.was} → ${entry.became}`),
      ...packages.map(([name, those]) => `${name}: ${said(countsOf(those))}`),
      `In all ${mutants.length} mutants: ${said(all)}; ${unlisted.length} survivors not listed.`,
    ],
    good: percent(all.killed, all.tried) >= 90 && unlisted.length === 0 && killedAfterAll.length === 0,
    finished: all.left === 0,
  };
};
