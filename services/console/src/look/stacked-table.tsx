/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role, jsx-a11y/prefer-tag-over-role --
   A table whose rows are blocks is no table any more to some screen readers: its roles are said. */
import { Box } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './stacked.module.css';
import tableStyles from './table.module.css';

type Given = Readonly<{
  /** What it is a table of, for whoever cannot see what stands around it. */
  name: string;
  columns: readonly string[];
  children: ReactNode;
}>;

/** A table that fits: on a small screen each row is a block with the names of its columns before the cells. */
export const StackedTable = ({ name, columns, children }: Given): ReactNode => (
  <table className={`${tableStyles['table']} ${styles['stacked']}`} role="table" aria-label={name}>
    <thead role="rowgroup">
      <tr role="row">
        {columns.map((column) => (
          <th key={column} role="columnheader" scope="col">
            {column}
          </th>
        ))}
      </tr>
    </thead>
    <tbody role="rowgroup">{children}</tbody>
  </table>
);

type RowGiven = Readonly<{
  /** Where a click anywhere in the row leads; its first cell holds a link for the keyboard. */
  open?: () => void;
  children: ReactNode;
}>;

export const Row = ({ open, children }: RowGiven): ReactNode => (
  <tr
    role="row"
    onClick={open}
    data-opens={open === undefined ? undefined : true}
    style={open === undefined ? undefined : { cursor: 'pointer' }}
  >
    {children}
  </tr>
);

type CellGiven = Readonly<{ column: string; isHeader?: boolean; children: ReactNode }>;

export const Cell = ({ column, isHeader = false, children }: CellGiven): ReactNode =>
  isHeader ? (
    <Box component="th" role="rowheader" scope="row" data-label={column} fw={500}>
      <div>{children}</div>
    </Box>
  ) : (
    <td role="cell" data-label={column}>
      <div>{children}</div>
    </td>
  );
