import type { ReactNode } from 'react';

/** Icons on a grid of 24, drawn as lines in the colour of the text. Always decoration: the words stand beside them or in a label. */
const icon =
  (paths: ReactNode) =>
  ({ size = 18 }: { size?: number }) => (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className="icon"
    >
      {paths}
    </svg>
  );
export const SearchIcon = icon(<path d="M17 17l4 4M19 11a8 8 0 1 1-16 0 8 8 0 0 1 16 0z" />);
export const MenuIcon = icon(<path d="M3 6h18M3 12h18M3 18h18" />);
export const CloseIcon = icon(<path d="M5 5l14 14M19 5 5 19" />);
export const CheckIcon = icon(<path d="M5 12.5l4.5 4.5L19 7" strokeWidth="3" />);
export const AlertIcon = icon(<path d="M12 7v6M12 16.5v.1M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z" />);
const EYE = (
  <>
    <path d="M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12z" />
    <circle cx="12" cy="12" r="2.75" />
  </>
);
export const ShowIcon = icon(EYE);
export const HideIcon = icon(
  <>
    {EYE}
    <path d="M4 20 20 4" />
  </>,
);
export const OpenIcon = icon(<path d="m6 9 6 6 6-6" />);
