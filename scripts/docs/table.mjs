const cellsOf = (line) =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());

/** Rows of every table of a Markdown text whose first heading is `first`, each as { heading: cell }. */
export const rowsOf = (text, first) => {
  const rows = [];
  let headings;
  for (const line of text.split('\n')) {
    if (!line.startsWith('|')) headings = undefined;
    else if (headings === undefined) headings = cellsOf(line);
    else if (headings[0] === first && !/^\|[\s:|-]+\|$/.test(line))
      rows.push(Object.fromEntries(cellsOf(line).map((cell, place) => [headings[place], cell])));
  }
  return rows;
};

/** A Markdown table, its columns aligned as Prettier would. */
export const tableOf = (headings, rows) => {
  const widths = headings.map((heading, place) =>
    Math.max(3, ...[heading, ...rows.map((row) => row[place])].map((cell) => cell.length)),
  );
  const lineOf = (cells) => `| ${cells.map((cell, place) => cell.padEnd(widths[place])).join(' | ')} |`;
  return [headings, widths.map((width) => '-'.repeat(width)), ...rows].map(lineOf).join('\n');
};
