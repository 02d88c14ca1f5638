import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { profilesQuery } from "@/api/catalogue";
import type { ProblemProfile } from "@/api/types";
import { SearchField } from "@/components/ui/fields";
import { PageHead } from "@/components/ui/page";
import { Pager } from "@/components/ui/pager";
import { EmptyState, Loading } from "@/components/ui/states";
import { Phrase } from "@/components/ui/text";
import { useTexts } from "@/i18n";
import { useSearchText } from "../api/use-search";
import { CatalogueTabs } from "../components/tabs";
import "../catalogue.css";

/** The problems that Interlinkers help with. */
export default function ProblemProfiles() {
  const { t, language } = useTexts();
  const { typed, setTyped, text } = useSearchText();
  const query = useInfiniteQuery(profilesQuery(language, text));
  return (
    <>
      <PageHead title={t("catalogue.profiles.title")} lead={t("catalogue.profiles.intro")} />
      <CatalogueTabs />
      <div className="catalogue-search"><SearchField label={t("catalogue.profiles.search")} value={typed} onChange={setTyped} /></div>
      <Loading query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <EmptyState title={t("catalogue.profiles.emptyTitle")}><p>{t("catalogue.profiles.emptyText")}</p></EmptyState>;
          return (
            <>
              <ul className="rows">{items.map((item) => <Profile key={item.id} profile={item} />)}</ul>
              <Pager shown={items.length} total={pages[0]?.total ?? items.length} pages={query} />
            </>
          );
        }}
      </Loading>
    </>
  );
}

function Profile({ profile }: { profile: ProblemProfile }) {
  const { t } = useTexts();
  const link = t("catalogue.profiles.interlinkers", { count: profile.interlinkers });
  return (
    <li className="profile">
      <div className="measure stack-s">
        <h2><Phrase text={profile.name} /></h2>
        {profile.description && <p><Phrase text={profile.description} mark={false} /></p>}
        {profile.functionality && <p className="small soft"><strong>{t("catalogue.profiles.functionality")}:</strong> <Phrase text={profile.functionality} mark={false} /></p>}
      </div>
      {profile.interlinkers > 0
        ? <Link className="nowrap" to={`/catalogue?profile=${encodeURIComponent(profile.id)}`}>{link}<span className="hidden"> – {profile.name.text}</span></Link>
        : <span className="small soft nowrap">{link}</span>}
    </li>
  );
}
