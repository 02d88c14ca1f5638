import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { isAdministrator, meQuery } from "@/api/session";
import { organizationsQuery, type OrganizationSummary } from "@/api/teams";
import { Button, ButtonLink } from "@/components/ui/button";
import { SearchField } from "@/components/ui/fields";
import { PageHead } from "@/components/ui/page";
import { Pager } from "@/components/ui/pager";
import { EmptyState, Loading } from "@/components/ui/states";
import { Phrase } from "@/components/ui/text";
import { useTexts } from "@/i18n";
import { useRested } from "@/lib/hooks";

/** Every organization that the reader may know of. */
export default function Organizations() {
  const { t, language } = useTexts();
  const me = useQuery(meQuery).data;
  const [typed, setTyped] = useState("");
  const text = useRested(typed).trim();
  const query = useInfiniteQuery(organizationsQuery(text, language));
  const total = query.data?.pages[0]?.total ?? 0;
  const makes = isAdministrator(me);
  const make = <ButtonLink tone="primary" to="/organizations/new">{t("organizations.create")}</ButtonLink>;
  const bare = query.data && total === 0 && !text;
  return (
    <>
      <PageHead title={t("organizations.title")} lead={t("organizations.lead")} action={makes && !bare && make} />
      <Loading query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (bare) {
            return makes
              ? <EmptyState title={t("organizations.emptyTitle")} actions={make}><p>{t("organizations.emptyText")}</p></EmptyState>
              : <EmptyState title={t("organizations.noneTitle")}><p>{t("organizations.noneText")}</p></EmptyState>;
          }
          return (
            <div className="stack">
              <SearchField label={t("organizations.search")} value={typed} onChange={setTyped} />
              {items.length === 0
                ? <EmptyState title={t("organizations.nothingTitle")} actions={<Button onPress={() => setTyped("")}>{t("shell.list.clearSearch")}</Button>}><p>{t("organizations.nothingText")}</p></EmptyState>
                : <ul className="cards">{items.map((one) => <Card key={one.id} organization={one} />)}</ul>}
              <Pager shown={items.length} total={total} pages={query} />
            </div>
          );
        }}
      </Loading>
    </>
  );
}

function Card({ organization }: { organization: OrganizationSummary }) {
  const { t } = useTexts();
  return (
    <li className="card card-link stack-s">
      <h2><Link to={`/organizations/${organization.id}`}><bdi lang={organization.name.fallback ? organization.name.language : undefined}>{organization.name.text}</bdi></Link></h2>
      {organization.description && <p className="soft clamp"><Phrase text={{ ...organization.description, text: plain(organization.description.text) }} mark={false} /></p>}
      {!organization.isPublic && <p className="small"><span className="tag">{t("organizations.private")}</span></p>}
    </li>
  );
}

/** Markdown as a line of plain words. */
const plain = (text: string) => text.replace(/[#*_`>]/g, "").slice(0, 240);
