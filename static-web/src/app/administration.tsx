import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { isAdministrator, isAuditor, meQuery } from "@/api/session";
import type { Me } from "@/api/types";
import { PageHead } from "@/components/ui/page";
import { useTexts } from "@/i18n";

/** What there is to administer, and who may see it. A new page of administration is one line here. */
const sections = [
  { to: "/administration/tenant", text: "tenant", may: isAdministrator },
  { to: "/administration/people", text: "people", may: isAdministrator },
  { to: "/administration/applications", text: "applications", may: isAdministrator },
  { to: "/operations", text: "operations", may: isAdministrator },
  { to: "/administration/webhooks", text: "webhooks", may: isAdministrator },
  { to: "/administration/mail", text: "mail", may: isAdministrator },
  { to: "/administration/privacy", text: "privacy", may: isAdministrator },
  { to: "/administration/audit", text: "audit", may: isAuditor },
] as const satisfies readonly { to: string; text: string; may: (me: Me) => boolean }[];

/** The way to every page of administration that the person may see. */
export default function Administration() {
  const { t } = useTexts();
  const me = useQuery(meQuery).data;
  return (
    <>
      <PageHead title={t("administration.title")} lead={t("administration.lead")} />
      <nav aria-label={t("administration.label")}>
        <ul className="rows">
          {sections.filter((section) => me && section.may(me)).map((section) => (
            <li key={section.to}><Link to={section.to}>{t(`administration.sections.${section.text}`)}</Link></li>
          ))}
        </ul>
      </nav>
    </>
  );
}
