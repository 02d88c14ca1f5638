import type { ReactNode } from "react";

const paths = {
  link: <><path d="M8.5 11.5a3.5 3.5 0 0 0 5 0l2.5-2.5a3.5 3.5 0 0 0-5-5L9.8 5.2" /><path d="M11.5 8.5a3.5 3.5 0 0 0-5 0L4 11a3.5 3.5 0 0 0 5 5l1.2-1.2" /></>,
  file: <><path d="M5 2.5h6.5L15.5 6.500v11H5z" /><path d="M11.5 2.500v4h4" /></>,
  download: <><path d="M10 3v9.500M6 9l4 4 4-4" /><path d="M3.5 16.500h13" /></>,
  upload: <><path d="M10 13V3.500M6 7l4-4 4 4" /><path d="M3.5 16.500h13" /></>,
  search: <><circle cx="9" cy="9" r="5.5" /><path d="M13.2 13.2 17 17" /></>,
  close: <path d="m5 5 10 10M15 5 5 15" />,
  check: <path d="m4 10.5 4 4 8-9" />,
  next: <path d="m7.5 4 6 6-6 6" />,
  down: <path d="m4 7.5 6 6 6-6" />,
  back: <path d="m12.5 4-6 6 6 6" />,
  plus: <path d="M10 4v12M4 10h12" />,
  more: <><circle cx="4.5" cy="10" r="1" /><circle cx="10" cy="10" r="1" /><circle cx="15.5" cy="10" r="1" /></>,
  menu: <path d="M3 5.500h14M3 10h14M3 14.500h14" />,
  outside: <><path d="M8 4H4v12h12v-4" /><path d="M11 3.500h5.500V9M16.5 3.5 9 11" /></>,
  attention: <><path d="M10 3 18 16.500H2z" /><path d="M10 8v4M10 14.200v.1" /></>,
  globe: <><circle cx="10" cy="10" r="7" /><path d="M3 10h14M10 3c2 2 3 4.5 3 7s-1 5-3 7c-2-2-3-4.5-3-7s1-5 3-7" /></>,
  person: <><circle cx="10" cy="7" r="3.2" /><path d="M3.8 17c.6-3.4 3-5 6.2-5s5.6 1.6 6.2 5" /></>,
  info: <><circle cx="10" cy="10" r="7" /><path d="M10 9v5M10 6.400v.1" /></>,
  contrast: <><circle cx="10" cy="10" r="7" /><path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor" /></>,
  star: <path d="m10 3 2.1 4.5 4.9.6-3.6 3.4.9 4.900L10 14l-4.3 2.4.9-4.900L3 8.100l4.9-.6z" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof paths;

/** A decoration beside words; it never stands for them. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
      {paths[name]}
    </svg>
  );
}

/** Two linked rings: the mark of Interlink. */
export function Mark({ size = 30 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" stroke="currentColor" strokeWidth="3.2" aria-hidden="true" focusable="false">
      <path d="M19.2 10.600A7.5 7.5 0 1 0 19.2 21.4" />
      <path d="M12.8 21.400A7.5 7.5 0 1 0 12.8 10.6" />
      <path d="M16 13.200v5.6" strokeLinecap="round" />
    </svg>
  );
}
