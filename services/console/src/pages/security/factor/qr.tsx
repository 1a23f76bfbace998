import { QRCodeSVG } from 'qrcode.react';
import type { ReactNode } from 'react';

/** Black on white in every scheme: cameras want it so. */
export const Qr = ({ text, title }: Readonly<{ text: string; title: string }>): ReactNode => (
  <QRCodeSVG value={text} title={title} size={176} level="M" marginSize={4} bgColor="#ffffff" fgColor="#000000" />
);
