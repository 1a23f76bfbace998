import { median } from './measuring.mjs';

export const medians = (results) => {
  const of = (name) => (results[0]?.[name] === undefined ? undefined : median(results.map((result) => result[name])));
  return { rate: of('rate'), p50: of('p50'), p99: of('p99') };
};

const rounded = (value) => (value >= 100 ? String(Math.round(value)) : value.toPrecision(3));
const told = ({ rate, p99 }) => `${rounded(rate)}/s${p99 === undefined ? '' : ` (p99 ${rounded(p99)} ms)`}`;

/** Each row's first subject against every other one, as a ratio of rates. */
export const tableOf = (results, machine, { rounds, seconds }) => {
  const lines = results.map(({ name, measured }) => {
    const [[first, own], ...others] = Object.entries(measured);
    const against = others.map(([subject, other]) => {
      const tail = own.p99 === undefined || other.p99 === undefined ? '' : `, p99 ${(own.p99 / other.p99).toFixed(2)}×`;
      return `${(own.rate / other.rate).toFixed(2)}× ${subject} (${told(other)}${tail})`;
    });
    return `| ${name} | ${first} ${told(own)} | ${against.join('<br>')} |`;
  });
  return [
    `${machine}; medians of ${rounds} rounds of ${seconds} s, in turn, in one run.`,
    '',
    '| row | measured | against |',
    '| --- | --- | --- |',
    ...lines,
  ].join('\n');
};
