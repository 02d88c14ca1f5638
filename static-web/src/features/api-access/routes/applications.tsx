import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { ButtonAnchor, ButtonLink } from "@/components/ui/button";
import { SearchField } from "@/components/ui/fields";
import { Icon } from "@/components/ui/icons";
import { PageHead } from "@/components/ui/page";
import { Pager } from "@/components/ui/pager";
import { EmptyState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { useRested } from "@/lib/hooks";
import { applicationsQuery, type Application } from "../api/applications";
import "../api-access.css";

/** The programs that may call the API of the tenant, for its administrators. */
export default function Applications() {
  const { t } = useTexts();
  const [text, setText] = useState("");
  const rested = useRested(text);
  const query = useInfiniteQuery(applicationsQuery(rested));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const add = <ButtonLink tone="primary" to="/administration/applications/new"><Icon name="plus" size={16} />{t("apiAccess.register")}</ButtonLink>;
  const empty = query.data !== undefined && items.length === 0 && rested === "";
  return (
    <>
      <PageHead title={t("apiAccess.title")} lead={t("apiAccess.lead")} back={{ to: "/administration", label: t("administration.title") }} action={empty ? undefined : add} />
      <Loading query={query}>
        {({ pages: [first] }) => first && (empty ? (
          <EmptyState title={t("apiAccess.empty.title")} actions={<>{add}<ReferenceLink /></>}>
            <p>{t("apiAccess.empty.text")}</p>
            <p>{t("apiAccess.empty.person")}</p>
          </EmptyState>
        ) : (
          <div className="stack">
            <SearchField label={t("apiAccess.search")} value={text} onChange={setText} />
            {items.length === 0 && <p role="status">{t("apiAccess.none")}</p>}
            <ul className="rows">{items.map((application) => <Row key={application.id} application={application} />)}</ul>
            <Pager shown={items.length} total={first.total} pages={query} />
            <div><ReferenceLink /></div>
          </div>
        ))}
      </Loading>
    </>
  );
}

function Row({ application }: { application: Application }) {
  const { t, format } = useTexts();
  const good = application.keys.filter((key) => key.state === "active" || key.state === "replaced");
  const next = good.map((key) => key.expiresAt).sort()[0];
  const used = [...application.keys.map((key) => key.lastUsedAt), application.tokenUsedAt].filter((at): at is string => !!at).sort().at(-1);
  return (
    <li className="application">
      <div className="application-what">
        <p className="application-name"><Link to={`/administration/applications/${application.id}`}><bdi>{application.name}</bdi></Link></p>
        {application.description && <p className="small measure">{application.description}</p>}
        <p className="small soft">
          {t("apiAccess.keyCount", { count: good.length })}{next && ` · ${t("apiAccess.keys.expires", { when: format.moment(next) })}`} · {used ? t("apiAccess.used", { when: format.moment(used) }) : t("apiAccess.neverUsed")}
        </p>
      </div>
      <ul className="row application-scopes" aria-label={t("apiAccess.scopes.label")}>{application.scopes.map((scope) => <li key={scope} className="tag">{t(`apiAccess.scopes.names.${scope}`)}</li>)}</ul>
    </li>
  );
}

function ReferenceLink() {
  const { t } = useTexts();
  return <ButtonAnchor href="/api/reference">{t("apiAccess.reference")}</ButtonAnchor>;
}
