import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { invitationsQuery, resend, revoke, type Invitation } from "@/api/teams";
import { Button } from "@/components/ui/button";
import { InlineSelect, SearchField } from "@/components/ui/fields";
import { Pager } from "@/components/ui/pager";
import { EmptyState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { useRested } from "@/lib/hooks";
import { notices } from "@/lib/notices";
import { teamRefusal } from "@/lib/team-refusals";
import { InviteForm } from "../components/invite-form";

const states = ["pending", "accepted", "declined", "revoked"] as const;

/** Whom the team has asked, and what they said. */
export default function Invitations() {
  const { t, format } = useTexts();
  const { id = "" } = useParams();
  const [typed, setTyped] = useState("");
  const [state, setState] = useState("");
  const text = useRested(typed).trim();
  const query = useInfiniteQuery(invitationsQuery(id, { text, state: state ? [state] : undefined }));
  const first = query.data?.pages[0];
  const label = (one: (typeof states)[number]) => `${t(`teams.invitations.states.${one}`)} (${format.number(first?.states.find((facet) => facet.value === one)?.count ?? 0)})`;
  return (
    <div className="stack-l">
      <InviteForm team={id} />
      <p>{t("teams.invitations.manyHint")} <Link to={`/teams/${id}/import`}>{t("teams.tabs.import")}</Link></p>
      <section className="stack">
        <h2>{t("teams.invitations.title")}</h2>
        <Loading query={query}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            const total = pages[0]?.total ?? 0;
            if (total === 0 && !text && !state) return <EmptyState title={t("teams.invitations.emptyTitle")}><p>{t("teams.invitations.emptyText")}</p></EmptyState>;
            return (
              <>
                <div className="member-filters">
                  <SearchField label={t("teams.invitations.search")} value={typed} onChange={setTyped} />
                  <InlineSelect label={t("teams.invitations.state")} value={state} onChange={setState} options={[{ value: "", label: t("teams.invitations.all") }, ...states.map((value) => ({ value, label: label(value) }))]} />
                </div>
                <ul className="rows rows-airy">{items.map((one) => <Row key={one.id} team={id} invitation={one} />)}</ul>
                <Pager shown={items.length} total={total} pages={query} />
              </>
            );
          }}
        </Loading>
      </section>
    </div>
  );
}

function Row({ team, invitation }: { team: string; invitation: Invitation }) {
  const { t, format } = useTexts();
  const client = useQueryClient();
  const after = (text: string) => { void client.invalidateQueries({ queryKey: ["team", team, "invitations"] }); notices.show(text); };
  const refuse = (error: unknown) => notices.show(teamRefusal(error, t), "harm");
  const again = useMutation({ mutationFn: () => resend(team, invitation.id), onSuccess: () => after(t("teams.invitations.resent", { email: invitation.email })), onError: refuse });
  const back = useMutation({ mutationFn: () => revoke(team, invitation.id), onSuccess: () => after(t("teams.invitations.revoked", { email: invitation.email })), onError: refuse });
  const pending = invitation.state === "pending";
  return (
    <li className="row-apart">
      <div className="grow">
        <p><bdi>{invitation.email}</bdi>{invitation.name && <> · <bdi>{invitation.name}</bdi></>}</p>
        <p className="small soft">
          {invitation.expired ? t("teams.invitations.expired") : t(`teams.invitations.states.${invitation.state}`)} · {t(`teams.roles.${invitation.role}`)} · {t("teams.invitations.sent", { when: format.ago(invitation.sentAt), name: invitation.invitedBy.name })}
        </p>
      </div>
      {pending && (
        <div className="member-actions">
          <Button small working={again.isPending} onPress={() => again.mutate()} aria-label={`${t("teams.invitations.resend")}: ${invitation.email}`}>{t("teams.invitations.resend")}</Button>
          <Button small working={back.isPending} onPress={() => back.mutate()} aria-label={`${t("teams.invitations.revoke")}: ${invitation.email}`}>{t("teams.invitations.revoke")}</Button>
        </div>
      )}
    </li>
  );
}
