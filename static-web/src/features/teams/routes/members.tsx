import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { membersQuery, removeMember, setRole, teamPath, teamQuery, teamRoles, type Member, type TeamRole } from "@/api/teams";
import { Avatar } from "@/components/ui/avatar";
import { Button, ButtonAnchor } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { InlineSelect, SearchField } from "@/components/ui/fields";
import { Pager } from "@/components/ui/pager";
import { EmptyState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { useRested } from "@/lib/hooks";
import { notices } from "@/lib/notices";
import { teamRefusal } from "@/lib/team-refusals";

/** Who is in a team. */
export default function Members() {
  const { t, language, format } = useTexts();
  const { id = "" } = useParams();
  const manages = useQuery(teamQuery(id, language)).data?.can.manage ?? false;
  const [typed, setTyped] = useState("");
  const [role, setRoleFilter] = useState("");
  const [sort, setSort] = useState("name");
  const text = useRested(typed).trim();
  const query = useInfiniteQuery(membersQuery(id, { text, role: role ? [role] : undefined, sort }));
  const clear = () => { setTyped(""); setRoleFilter(""); };
  return (
    <section className="stack">
      <div className="row-apart">
        <h2>{t("teams.tabs.members")}</h2>
        {manages && <ButtonAnchor small href={`${teamPath(id)}/members/export`} download>{t("teams.members.export")}</ButtonAnchor>}
      </div>
      <div className="member-filters">
        <SearchField label={t("teams.members.search")} value={typed} onChange={setTyped} />
        <InlineSelect label={t("teams.members.role")} value={role} onChange={setRoleFilter}
          options={[{ value: "", label: t("teams.members.allRoles") }, ...teamRoles.map((value) => ({ value, label: count(query.data?.pages[0]?.roles, value, t(`teams.roles.${value}`), format.number) }))]} />
        <InlineSelect label={t("shell.list.sort")} value={sort} onChange={setSort} options={(["name", "newest"] as const).map((value) => ({ value, label: t(`teams.members.sort.${value}`) }))} />
      </div>
      <Loading query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          const total = pages[0]?.total ?? 0;
          if (total === 0) return <EmptyState title={t("teams.members.nothingTitle")} actions={<Button onPress={clear}>{t("shell.list.clearAll")}</Button>}><p>{t("organizations.nothingText")}</p></EmptyState>;
          return (
            <>
              <MemberRows team={id} members={items} manages={manages} />
              <Pager shown={items.length} total={total} pages={query} />
            </>
          );
        }}
      </Loading>
    </section>
  );
}

const count = (facets: { value: string; count: number }[] | undefined, value: string, label: string, number: (count: number) => string) =>
  facets ? `${label} (${number(facets.find((one) => one.value === value)?.count ?? 0)})` : label;

function MemberRows({ team, members, manages }: { team: string; members: Member[]; manages: boolean }) {
  const { t, format } = useTexts();
  const client = useQueryClient();
  const [leaving, setLeaving] = useState<Member>();
  const refresh = () => void client.invalidateQueries({ queryKey: ["team", team] });
  const refuse = (error: unknown) => notices.show(teamRefusal(error, t), "harm");
  const change = useMutation({
    mutationFn: ({ member, role }: { member: Member; role: TeamRole }) => setRole(team, member.subject, role),
    onSuccess: (_, { member, role }) => { refresh(); notices.show(t(`teams.members.made.${role}`, { name: member.name })); },
    onError: refuse,
  });
  const remove = useMutation({
    mutationFn: (member: Member) => removeMember(team, member.subject),
    onSuccess: (_, member) => { refresh(); notices.show(t("teams.members.removed", { name: member.name })); },
    onError: refuse,
    onSettled: () => setLeaving(undefined),
  });
  const other = (role: TeamRole): TeamRole => (role === "member" ? "administrator" : "member");
  return (
    <>
      <ul className="rows rows-airy">
        {members.map((member) => (
          <li key={member.subject} className="row-apart">
            <div className="grow who">
              <Avatar picture={member.picture} />
              <div>
                <p><strong><bdi>{member.name}</bdi></strong>{member.email && <> · <bdi>{member.email}</bdi></>}</p>
                <p className="small soft">{t(`teams.roles.${member.role}`)} · {t("teams.members.since", { date: format.date(member.since) })}</p>
              </div>
            </div>
            {manages && (
              <div className="member-actions">
                <Button small onPress={() => change.mutate({ member, role: other(member.role) })} aria-label={`${t(`teams.members.make.${other(member.role)}`)}: ${member.name}`}>{t(`teams.members.make.${other(member.role)}`)}</Button>
                <Button small onPress={() => setLeaving(member)} aria-label={`${t("teams.members.remove")}: ${member.name}`}>{t("teams.members.remove")}</Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog open={!!leaving} title={t("teams.members.confirmTitle", { name: leaving?.name ?? "" })} text={t("teams.members.confirmText")} confirm={t("teams.members.remove")} keep={t("shell.cancel")}
        working={remove.isPending} onConfirm={() => leaving && remove.mutate(leaving)} onClose={() => setLeaving(undefined)} />
    </>
  );
}
