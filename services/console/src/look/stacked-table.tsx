import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './stacked.module.css';

type Given = Readonly<{
  /** What it is a table of, for whoever cannot see what stands around it. */
  name: string;
  columns: readonly string[];
  children: ReactNode;
}>;

// The roles stand there because a table whose rows are blocks is no table to some screen readers any more.

/** A table that fits: on a small screen each row is a block with the names of its columns before the cells. */
export const StackedTable = ({ name, columns, children }: Given): ReactNode => (
  <Table className={styles['stacked']} role="table" aria-label={name} highlightOnHover verticalSpacing="xs">
    <Table.Thead role="rowgroup">
      <Table.Tr role="row">
        {columns.map((column) => (
          <Table.Th key={column} role="columnheader" scope="col">
            {column}
          </Table.Th>
        ))}
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody role="rowgroup">{children}</Table.Tbody>
  </Table>
);

type RowGiven = Readonly<{
  /** Where a click anywhere in the row leads; its first cell holds a link for the keyboard. */
  open?: () => void;
  children: ReactNode;
}>;

export const Row = ({ open, children }: RowGiven): ReactNode => (
  <Table.Tr role="row" onClick={open} style={open === undefined ? undefined : { cursor: 'pointer' }}>
    {children}
  </Table.Tr>
);

type CellGiven = Readonly<{ column: string; isHeader?: boolean; children: ReactNode }>;

export const Cell = ({ column, isHeader = false, children }: CellGiven): ReactNode =>
  isHeader ? (
    <Table.Th role="rowheader" scope="row" data-label={column} fw={500}>
      <div>{children}</div>
    </Table.Th>
  ) : (
    <Table.Td role="cell" data-label={column}>
      <div>{children}</div>
    </Table.Td>
  );
