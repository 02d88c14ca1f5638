import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { organizationQuery } from "@/api/teams";
import { Loading } from "@/components/ui/states";
import { Markdown } from "@/components/ui/text";
import { useTexts } from "@/i18n";
import { inLanguage } from "./organization";

/** What an organization is and who runs it. */
export default function OrganizationAbout() {
  const { t, language } = useTexts();
  const { id = "" } = useParams();
  return (
    <Loading query={useQuery(organizationQuery(id))}>
      {(organization) => (
        <div className="stack narrow">
          <h2>{t("organizations.tabs.about")}</h2>
          {Object.keys(organization.description).length > 0
            ? <Markdown text={inLanguage(organization.description, language)} />
            : <p className="soft">{t("organizations.about.noDescription")}</p>}
          <dl className="facts">
            <dt>{t("organizations.form.visibility")}</dt>
            <dd>{t(organization.isPublic ? "organizations.form.public" : "organizations.form.private")}</dd>
            <dt>{t("organizations.form.teamCreation")}</dt>
            <dd>{t(`organizations.teamCreation.${organization.teamCreation}`)}</dd>
          </dl>
          {organization.administrators.length > 0 && (
            <section className="stack-s">
              <h3>{t("organizations.administrators.title")}</h3>
              <ul>{organization.administrators.map((person) => <li key={person.subject}><bdi>{person.name}</bdi></li>)}</ul>
            </section>
          )}
        </div>
      )}
    </Loading>
  );
}
