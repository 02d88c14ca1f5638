import { useTexts } from "@/i18n";
import type { Mail } from "../api/mails";

const shapes: Record<Mail["state"], React.ReactNode> = {
  waiting: <circle cx="9" cy="9" r="7" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="2.5 2" />,
  sending: <><circle cx="9" cy="9" r="7" fill="none" stroke="currentColor" strokeWidth="2" /><path d="M9 4a5 5 0 0 1 0 10z" fill="currentColor" /></>,
  sent: <><circle cx="9" cy="9" r="8" fill="currentColor" /><path d="m5.200 9.300 2.600 2.600 5-5.400" fill="none" stroke="var(--surface)" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" /></>,
  failed: <><path d="M9 .800 17.200 9 9 17.200.800 9z" fill="currentColor" /><path d="M9 5v4.600M9 12.400v.100" stroke="var(--surface)" strokeWidth="2" strokeLinecap="round" /></>,
  dropped: <><circle cx="9" cy="9" r="7" fill="none" stroke="currentColor" strokeWidth="2" /><path d="M4.500 13.500 13.500 4.500" stroke="currentColor" strokeWidth="2" /></>,
};

/** How a mail stands: a shape of its own for each state, so that colour only helps. */
export function MailStatus({ state }: { state: Mail["state"] }) {
  const { t } = useTexts();
  return (
    <span className={`status mail-${state}`}>
      <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" focusable="false">{shapes[state]}</svg>
      {t(`mail.states.${state}`)}
    </span>
  );
}
