import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './brand.module.css';
import { useBrand } from './service.ts';

/** The installation's logo and name. */
export const BrandMark = (): ReactNode => {
  const { name, logoUrl } = useBrand();
  return (
    <Group gap="xs" wrap="nowrap" className={styles['mark']}>
      {logoUrl !== null && <img src={logoUrl} alt="" className={styles['logo']} />}
      <span dir="auto">{name}</span>
    </Group>
  );
};
