import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { meQuery } from "@/api/session";
import { Button, ButtonAnchor } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { PageHead } from "@/components/ui/page";
import { Pager } from "@/components/ui/pager";
import { EmptyState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { exportAddress, peopleQuery, roles, states, type PeopleFilters } from "../api/people";
import { InviteDialog } from "../components/invite-dialog";
import { PeopleFilter } from "../components/people-filter";
import { PersonRow } from "../components/person-row";
import "../people.css";

/** The people of the tenant, for its administrators: who is here, what they are, and whom to invite. */
export default function PeoplePage() {
  const { t } = useTexts();
  const me = useQuery(meQuery).data;
  const [inviting, setInviting] = useState(false);
  const [place, setPlace] = useSearchParams();
  const filters: PeopleFilters = {
    text: place.get("text") ?? "",
    role: roles.filter((role) => place.getAll("role").includes(role)),
    state: states.filter((state) => place.getAll("state").includes(state)),
    sort: place.get("sort") === "newest" ? "newest" : "name",
  };
  const query = useInfiniteQuery(peopleQuery(filters));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = filters.text !== "" || filters.role.length + filters.state.length > 0;
  const choose = ({ text, role, state, sort }: PeopleFilters) =>
    setPlace(new URLSearchParams([...(text ? [["text", text]] : []), ...role.map((one) => ["role", one]), ...state.map((one) => ["state", one]), ...(sort === "newest" ? [["sort", sort]] : [])]), { replace: true });
  const action = <Button tone="primary" onPress={() => setInviting(true)}><Icon name="plus" size={16} />{t("people.invite")}</Button>;
  return (
    <>
      <PageHead title={t("people.title")} lead={t("people.lead")} back={{ to: "/administration", label: t("administration.title") }} action={action} />
      <Loading query={query}>
        {({ pages: [first] }) => first && (
          <div className="stack">
            <PeopleFilter list={first} filters={filters} onChange={choose} />
            {items.length === 0 && (
              <div className="stack-s" role="status">
                <p>{t("people.none")}</p>
                <div><Button small onPress={() => choose({ text: "", role: [], state: [], sort: filters.sort })}>{t("shell.list.clearAll")}</Button></div>
              </div>
            )}
            <ul className="rows">{items.map((person) => <PersonRow key={person.subject} person={person} mine={person.subject === me?.subject} />)}</ul>
            {items.length === 1 && !filtered && <EmptyState title={t("people.empty.title")}><p>{t("people.empty.text")}</p></EmptyState>}
            <Pager shown={items.length} total={first.total} pages={query} />
            <div><ButtonAnchor small href={exportAddress(filters)} download><Icon name="download" size={16} />{t("people.export")}</ButtonAnchor></div>
          </div>
        )}
      </Loading>
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </>
  );
}
