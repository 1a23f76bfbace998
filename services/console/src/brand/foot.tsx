import type { ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.tsx';
import { brandTexts } from './brand.texts.ts';
import styles from './brand.module.css';
import { useBrand } from './service.ts';

/** Whom one can write to, and the links that the operator wants below every page. */
export const Foot = ({ className, children }: Readonly<{ className?: string; children?: ReactNode }>): ReactNode => {
  const texts = useTexts(brandTexts);
  const { supportAddress, links } = useBrand();
  if (supportAddress === null && links.length === 0 && children === undefined) return null;
  return (
    <footer className={`${styles['foot'] ?? ''} ${className ?? ''}`}>
      {children}
      {supportAddress !== null && (
        <span>
          {texts.support}
          <a href={`mailto:${supportAddress}`}>{supportAddress}</a>
        </span>
      )}
      {links.map(({ label, url }) => (
        <a key={label} href={url} rel="noreferrer">
          {label}
        </a>
      ))}
    </footer>
  );
};
